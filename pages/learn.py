"""Learn: short lessons with a live chart each, a quiz made from the tables, and the same questions as a worksheet."""

from adverse.ui import cached, learn, panels, worksheet

answer = panels.heading("How well do you read adverse event numbers?")
evidence = cached.evidence()
part = learn.choose_part()
if part == "lessons":
    lesson = learn.choose_lesson(evidence)
    panels.answer(answer, learn.lesson_sentence(evidence, lesson))
    learn.show_lesson(evidence, lesson)
else:
    quiz = learn.choose_quiz(evidence)
    panels.answer(answer, learn.quiz_sentence(quiz))
    if part == "quiz":
        learn.ask(evidence, quiz)
    else:
        worksheet.show(evidence, quiz)
