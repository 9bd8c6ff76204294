"""Learn: short lessons with a live chart each, a quiz made from the tables, and the same questions as a worksheet."""

from adverse.ui import learn, panels, worksheet

page = panels.heading("learn")
part = learn.choose_learning()
if part == "lessons":
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
