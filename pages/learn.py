"""Learn: short lessons with a live chart each, a quiz made from the tables, its worksheet, and every term explained."""

from adverse.ui import glossary, learn, panels, worksheet

page = panels.heading("learn")
part = learn.choose_learning(page)
if part == "glossary":
    glossary.show(page)
elif part == "lessons":
    lesson = learn.choose_lesson_row(page)
    panels.answer(page, learn.lesson_sentence(page, lesson))
    learn.show_lesson(page, lesson)
else:
    quiz = learn.choose_quiz(page)
    panels.answer(page, learn.quiz_sentence(quiz))
    if part == "quiz":
        learn.ask(page, quiz)
    else:
        worksheet.show(page, quiz)
