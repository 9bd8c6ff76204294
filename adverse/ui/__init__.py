"""What readers see and touch; the only package that imports streamlit."""
