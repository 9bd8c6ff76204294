"""A reader's own files on the page: what is understood and asked, the counts, and that nothing of them is left."""

import gc
import weakref

from adverse.cohort import SAMPLE, File, sample_files
from adverse.ui.own_files import KEY, OwnData, templates

TERM = "Zebrafish rash"  # of no published row
JOINS = "Patient,Arm,Event\n1,A,Diarrhoea\n2,A,Diarrhea\n3,A,Diarrhea\n"
LISTING = f"Patient;Gruppe;Ereignis;Beginn\n1;A;{TERM};03.04.2024\n2;A;Fieber;05.04.2024\n3;B;{TERM};01.02.2024\n"


def brought(open_page, *files: File):
    """The page with files that this visit has brought."""
    app = open_page("own_data")
    data = OwnData(files)
    data.read()
    app.session_state[KEY] = data
    return app.run()


def button(app, label: str):
    return next(one for one in app.button if one.label == label)


def texts(app) -> str:
    return "\n".join(one.value.replace("\\", "") for one in [*app.markdown, *app.caption, *app.error])


def test_the_sample_is_one_click_away_and_counted_as_published(open_page):
    app = open_page("own_data")
    button(app, "Try it with a sample: CDISC pilot, three arms").click().run()
    assert "254 treated patients in 3 arms: read, not yet in use." in texts(app)
    arms = app.dataframe[0].value.set_index("Arm")
    assert arms["Treated"].tolist() == [86, 84, 84]
    assert arms["With an event"].tolist() == [65, 76, 77]
    assert arms["Events"].tolist() == [281, 433, 412]
    button(app, "Use it").click().run()
    assert not app.exception
    rows = app.session_state[KEY].evidence.incidence
    pruritus = rows[(rows["event"] == "Pruritus") & (rows["grade_band"] == "any") & (rows["subset"] == "all")]
    assert sorted(pruritus["n_with_event"]) == [8, 21, 26]
    assert dict(app.query_params) == {}


PARTS = {  # part -> what stands on it
    "compare": "Pruritus",
    "onset": "Median onset in your data",
    "curves": "First Dermatologic Event, by day 96: Placebo 33% (95% interval 23 to 43%)",
    "risk_factors": "one model may hold 5 factors",
    "beside": "Pruritus in your data: 31% (26 of 84) in Xanomeline High Dose",
    "dry_run": "TRTEMFL of adae.xpt says which events are treatment-emergent.",
    "zip": "a script that counts again",
}


def test_each_part_draws_without_a_word_in_the_address(open_page):
    app = brought(open_page, *sample_files())
    button(app, "Use it").click().run()
    for part, said in PARTS.items():
        app.session_state["mine_part"] = part
        app.run()
        assert not app.exception and not app.error, part
        assert said in texts(app)
        assert dict(app.query_params) == {}


def test_a_model_that_the_reader_writes_stands_beside_each_factor_alone(open_page):
    app = brought(open_page, *sample_files())
    button(app, "Use it").click().run()
    app.session_state["mine_part"] = "risk_factors"
    app.run()
    app.session_state["mine_together"] = ["AGE", "SEX"]
    app.run()
    assert not app.exception
    assert "8 ratios in your data" in texts(app)
    rare = next(name for name in app.selectbox if name.label == "Event").options[-1]
    app.session_state["mine_model_event"] = rare.rpartition(" (")[0]
    app.run()
    assert not app.exception
    assert "too few for a model of several factors (one for 10)" in texts(app)


def test_small_counts_are_hidden_on_every_part(open_page):
    app = brought(open_page, *sample_files())
    button(app, "Use it").click().run()
    app.session_state["mine_hide"] = True
    app.run()
    data = app.session_state[KEY]
    assert not data.evidence.incidence["n_with_event"].between(1, 4).any()
    assert "with counts of 1 to 4 (or that would give them away) are hidden" in texts(app)
    for part, said in (("curves", "none is drawn while counts of 1 to 4 are hidden"), ("dry_run", "Patients by arm")):
        app.session_state["mine_part"] = part
        app.run()
        assert not app.exception
        assert said in "\n".join([texts(app), *(one.value for one in app.info)])


def test_controls_that_mean_nothing_of_own_data_are_not_there(open_page):
    app = brought(open_page, *sample_files())
    button(app, "Use it").click().run()
    labels = {one.label for one in [*app.selectbox, *app.toggle, *app.multiselect, *app.slider]}
    assert {"Grade", "Arms", "Event groups"} <= labels
    assert not labels & {"Population", "Period", "Show other products"}


def test_a_join_that_is_proposed_is_made_only_where_the_reader_says_so(open_page):
    app = brought(open_page, File("ward.csv", JOINS.encode()))
    box = next(one for one in app.checkbox if "Diarrhoea" in one.label)
    assert app.session_state[KEY].run.events.table["event"].nunique() == 2
    box.check().run()
    assert app.session_state[KEY].run.events.table["event"].unique().tolist() == ["Diarrhea"]
    next(one for one in app.checkbox if "Diarrhoea" in one.label).uncheck().run()
    assert app.session_state[KEY].run.events.table["event"].nunique() == 2


def test_a_list_of_events_alone_has_no_percentage_and_asks_how_many_were_treated(open_page):
    app = brought(open_page, File("station.csv", LISTING.encode("cp1252")))
    assert "How many were treated is not in it" in texts(app)
    assert button(app, "Use it").disabled
    fields = app.number_input
    assert [field.label for field in fields] == ["Treated in A", "Treated in B"]
    fields[0].set_value(10)
    fields[1].set_value(8)
    app.run()
    assert not button(app, "Use it").disabled
    button(app, "Use it").click().run()
    rows = app.session_state[KEY].evidence.incidence
    own = rows[(rows["event"] == TERM) & (rows["grade_band"] == "any")]
    assert sorted(zip(own["n_with_event"], own["n_at_risk"], strict=True)) == [(1, 8), (1, 10)]


def test_files_that_cannot_be_read_are_said_in_sentences_and_can_be_taken_out(open_page):
    app = brought(open_page, File("bad.xpt", b"not a transport file"), File("empty.csv", b""))
    told = [error.value.replace("\\", "") for error in app.error]
    assert len(told) == 2 and "empty.csv is empty." in told
    button(app, "Take out my data").click().run()
    assert KEY not in app.session_state


def test_nothing_of_the_data_is_left_once_it_is_taken_out(open_page):
    app = brought(open_page, *sample_files())
    button(app, "Use it").click().run()
    data = app.session_state[KEY]
    left = [weakref.ref(data), weakref.ref(data.run), weakref.ref(data.evidence)]
    del data
    button(app, "Take out my data").click().run()
    assert KEY not in app.session_state
    del app
    gc.collect()
    assert [one() for one in left] == [None, None, None]


def test_templates_are_read_as_they_are(open_page):
    app = brought(open_page, File("listing.csv", templates()["listing.csv"]))
    assert "P-01" in app.session_state[KEY].run.first_rows["patient"].tolist()
    assert SAMPLE.is_file()
