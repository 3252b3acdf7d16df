"""Sentences as they were said, and as they are told; read and agreed to by hand, one by one."""

import pytest

from assistant.analysis.third_person import has_pronouns, rewrite
from assistant.engines.protocols import Linguist
from assistant.engines.registry import build_linguist
from assistant.engines.rule_linguist import RuleLinguist
from assistant.engines.store import ModelStore
from assistant.resources import models_folder

SPEAKER, LISTENER = "Murray", "Jasper"
TOLD = (
    ("I'll send you the checklist by Friday.", "Murray will send Jasper the checklist by Friday."),
    ("I'm happy with it.", "Murray is happy with it."),
    ("I've got two offers.", "Murray has got two offers."),
    ("I think you should ask your manager.", "Murray thinks Jasper should ask their manager."),
    ("I don't want to manage people.", "Murray doesn't want to manage people."),
    ("I haven't told my boss yet.", "Murray hasn't told their boss yet."),
    ("You're doing fine.", "Jasper is doing fine."),
    ("You aren't ready.", "Jasper isn't ready."),
    ("You were late and I was early.", "Jasper was late and Murray was early."),
    ("I rewrote my CV twice.", "Murray rewrote their CV twice."),
    ("I'd like to see your draft.", "Murray would like to see Jasper's draft."),
    ("I'd better go.", "Murray had better go."),
    ("I'd never seen it.", "Murray had never seen it."),
    ("Could you send me that?", "Could Jasper send Murray that?"),
    ("Do you like your job?", "Does Jasper like their job?"),
    ("What were you gonna charge?", "What was Jasper going to charge?"),
    ("Have you got the receipt?", "Has Jasper got the receipt?"),
    ("Am I too late?", "Is Murray too late?"),
    (
        "Open two accounts, one for the business and one you don't touch.",
        "Jasper is to open two accounts, one for the business and one Jasper doesn't touch.",
    ),
    ("Don't sign the lease until Elena has read it.", "Jasper is not to sign the lease until Elena has read it."),
    ("Please send me your slides.", "Jasper is to send Murray Jasper's slides."),
    ("Let's meet on Monday at five.", "Murray and Jasper are to meet on Monday at five."),
    ("Let's not settle that today.", "Murray and Jasper are not to settle that today."),
    ("Thanks for introducing me to Priya.", "Murray thanks Jasper for introducing Murray to Priya."),
    ("Thank you so much for your help.", "Murray thanks Jasper for their help."),
    ("Um, so, you know, I I think we we should, uh, drop it.", "Murray thinks they should drop it."),
    ("He goes, I'll give it six months.", 'He goes, "I\'ll give it six months."'),
    ("My sister and I are moving.", "Murray's sister and Murray are moving."),
    ("Me and my sister are going.", "Murray and their sister are going."),
    ("I teach and write books.", "Murray teaches and writes books."),
    ("I go to work and my wife stays home.", "Murray goes to work and their wife stays home."),
    ("Yeah. Okay, I'll do it when I'm off the farm visits.", "Murray will do it when they are off the farm visits."),
    ("Well, look, I've done this thirty-three years.", "Murray has done this thirty-three years."),
    ("It's mine, not yours.", "It's Murray's, not Jasper's."),
    (
        "I told my cousin I'd do his heat pump circuit for forty an hour.",
        "Murray told their cousin Murray would do his heat pump circuit for forty an hour.",
    ),
    ("I reckon it's all right, isn't it?", "Murray reckons it's all right."),
    (
        "We agreed that you'd lead the Oslo rollout from April.",
        "They agreed that Jasper would lead the Oslo rollout from April.",
    ),
    ("I wanna learn it but I gotta pay rent.", "Murray wants to learn it but they have to pay rent."),
    ("Jasper, can you call him?", "Can Jasper call him?"),
    ("I was wrong about the flyers.", "Murray was wrong about the flyers."),
    ("I hope you're well.", "Murray hopes Jasper is well."),
    ("I will, before lunch.", "Murray will, before lunch."),
    ("Sure, I'll have the list on Sunday.", "Murray will have the list on Sunday."),
    ("I can't afford it right now.", "Murray can't afford it right now."),
    ("You can say no to meetings, I do it every week.", "Jasper can say no to meetings, Murray does it every week."),
    ("I am going to talk to Henrik.", "Murray is going to talk to Henrik."),
    ("I'm gonna call him.", "Murray is going to call him."),
    ("I never ask.", "Murray never asks."),
    ("I do my best.", "Murray does their best."),
    ("I have two kids and need time.", "Murray has two kids and needs time."),
    ("That scares me.", "That scares Murray."),
    ("My manager told me that I talk too much.", "Murray's manager told them that they talk too much."),
    ("You said you'd write to her.", "Jasper said Jasper would write to her."),
    ("Call Beatriz, she hires for exactly that team.", "Jasper is to call Beatriz, she hires for exactly that team."),
    ("Write the introduction last.", "Jasper is to write the introduction last."),
    ("I want you to find your own one.", "Murray wants Jasper to find their own one."),
    ("You should not accept an offer on the phone.", "Jasper should not accept an offer on the phone."),
    ("I, um, I don't know.", "Murray doesn't know."),
    ("the the thing I'm afraid of is that they'll ask me", "The thing Murray is afraid of is that they'll ask Murray."),
    ("I'm not sure about the second offer.", "Murray is not sure about the second offer."),
    ("I was offered the job.", "Murray was offered the job."),
    ("I've been thinking about it.", "Murray has been thinking about it."),
    ("You've been very patient.", "Jasper has been very patient."),
    ("We're moving in June.", "They are moving in June."),
    ("We've decided to wait.", "They have decided to wait."),
    ("Our budget is gone.", "Their budget is gone."),
    ("He told us nothing.", "He told them nothing."),
    ("Is that my fault?", "Is that Murray's fault?"),
    ("Did you call her?", "Did Jasper call her?"),
    ("Were you nervous?", "Was Jasper nervous?"),
    ("Would you read my draft?", "Would Jasper read Murray's draft?"),
    ("Shall I send you the recording?", "Shall Murray send Jasper the recording?"),
    ("Why don't you ask Lena?", "Why doesn't Jasper ask Lena?"),
    ("Can we meet on Tuesday?", "Can they meet on Tuesday?"),
    ("You don't need another degree.", "Jasper doesn't need another degree."),
    ("You have to practise.", "Jasper has to practise."),
    ("You need a plan, and you know it.", "Jasper needs a plan, and knows it."),
    ("I always carry my notebook.", "Murray always carries their notebook."),
    ("I usually finish early and watch a film.", "Murray usually finishes early and watches a film."),
    ("I wish I had asked.", "Murray wishes they had asked."),
    ("I try to write every day.", "Murray tries to write every day."),
    ("I miss my old team.", "Murray misses their old team."),
    ("I do the accounts on Sundays.", "Murray does the accounts on Sundays."),
    ("I go there on foot.", "Murray goes there on foot."),
    ("Don't worry about the slides.", "Jasper is not to worry about the slides."),
    ("Just write one page.", "Jasper is to just write one page."),
    ("Never sign anything on the phone.", "Jasper is not to sign anything on the phone."),
    ("Let's drop the third survey.", "Murray and Jasper are to drop the third survey."),
    ("Let's both read the same book.", "Murray and Jasper are to read the same book."),
    ("Thank you for your patience with me.", "Murray thanks Jasper for their patience with Murray."),
    ("Thanks so much for the contact.", "Murray thanks Jasper for the contact."),
    ("I can introduce you to Hugo.", "Murray can introduce Jasper to Hugo."),
    ("I could have asked you.", "Murray could have asked Jasper."),
    ("I should've called.", "Murray should have called."),
    ("I'd have told you.", "Murray would have told Jasper."),
    ("She said, I never want to see you again.", 'She said, "I never want to see you again."'),
    ("I taught myself to code.", "Murray taught themselves to code."),
    ("You taught yourself Spanish.", "Jasper taught themselves Spanish."),
    ("It depends on you.", "It depends on Jasper."),
    ("Between you and me, the role is open.", "Between Jasper and Murray, the role is open."),
    ("Those slides are mine.", "Those slides are Murray's."),
    ("That idea was yours.", "That idea was Jasper's."),
    ("My name is on it, not yours.", "Murray's name is on it, not Jasper's."),
    ("I'm, uh, I'm afraid of the interview.", "Murray is afraid of the interview."),
    ("I I I want to stop.", "Murray wants to stop."),
    ("What I want is a mentor in my field.", "What Murray wants is a mentor in their field."),
    ("The book you gave me helps.", "The book Jasper gave Murray helps."),
    ("My boss and I talked on Monday.", "Murray's boss and Murray talked on Monday."),
    ("You and I agreed on that.", "Jasper and Murray agreed on that."),
    ("I'm thirty-four and I've never negotiated.", "Murray is thirty-four and has never negotiated."),
    ("I don't know if I can do it.", "Murray doesn't know if they can do it."),
    ("I didn't get it.", "Murray didn't get it."),
    ("I hadn't seen your message.", "Murray hadn't seen Jasper's message."),
    ("I won't print it again.", "Murray won't print it again."),
    ("Aren't you tired?", "Isn't Jasper tired?"),
    ("I used to work there.", "Murray used to work there."),
    ("I've had enough.", "Murray has had enough."),
    ("I woke up at five and I had nowhere to be.", "Murray woke up at five and had nowhere to be."),
    ("I've got a plan and I'm happy with it.", "Murray has got a plan and is happy with it."),
    ("I'll ring her and you'll write to him.", "Murray will ring her and Jasper will write to him."),
    ("It crumbles when you touch it.", "It crumbles when you touch it."),
    ("It's hard when you're the only one.", "It's hard when you're the only one."),
    ("I feel it when you call.", "Murray feels it when Jasper calls."),
    ("She'll ring when you're ready.", "She'll ring when Jasper is ready."),
    ("It wanted me to download something.", "It wanted Murray to download something."),
    ("The photocopier allows me to scan.", "The photocopier allows Murray to scan."),
    ("I'll connect the two of you.", "Murray will connect the two of them."),
    (
        "Im at Deans all week but Ill drop it in on Monday.",
        "Murray is at Deans all week but will drop it in on Monday.",
    ),
    ("It went well, thank you so much.", "It went well, thank you so much."),
    ("I'll send you my notes tomorrow.", "Murray will send Jasper Murray's notes tomorrow."),
    ("I mean I feel sick.", "Murray feels sick."),
    ("My daughter made it, it's got a drawing on it.", "Murray's daughter made it, it's got a drawing on it."),
    ("The bank's only open, um. I'm in town.", "The bank's only open. Murray is in town."),
    ("Hey thanks for the other night.", "Murray thanks Jasper for the other night."),
)


@pytest.fixture(scope="module")
def linguist() -> Linguist:
    return build_linguist("spacy", ModelStore(models_folder() / "registry.toml"))


@pytest.mark.model
@pytest.mark.parametrize(("said", "told"), TOLD, ids=[said for said, _ in TOLD])
def test_a_sentence_is_told_of_its_speaker(said: str, told: str, linguist: Linguist):
    assert rewrite(said, SPEAKER, LISTENER, linguist) == told


@pytest.mark.model
def test_nothing_is_invented(linguist: Linguist):
    slurred = {"gonna": "go", "wanna": "want", "gotta": "have"}
    for said, told in TOLD:
        given = {token.lemma.lower()[:3] for token in linguist.parse(f"{said} {SPEAKER} {LISTENER}").tokens}
        given |= {full[:3] for word, full in slurred.items() if word in said}
        content = [one for one in linguist.parse(told).tokens if one.pos in ("NOUN", "VERB", "ADJ", "ADV", "PROPN")]
        new = {one.text for one in content if one.lemma.lower()[:3] not in given}
        assert not new, (said, told)


@pytest.mark.model
def test_names_everywhere_when_asked(linguist: Linguist):
    assert rewrite("I rewrote my CV.", "Ann", "Ben", linguist, named=True) == "Ann rewrote Ann's CV."


@pytest.mark.model
def test_an_unknown_listener_is_they(linguist: Linguist):
    assert rewrite("I'll send you your slides.", "Ann", "", linguist) == "Ann will send them their slides."


@pytest.mark.model
def test_without_a_speaker_the_words_stay(linguist: Linguist):
    assert rewrite("um, I'll do it", "", "Ben", linguist) == "I'll do it."


def test_without_grammar_the_sentence_is_only_cleaned():
    assert rewrite("uh, I'll I'll do it", "Ann", "Ben", RuleLinguist()) == "I'll do it."


@pytest.mark.parametrize("said", ["", "um", "Yeah, yeah.", "Mm-hmm. Okay.", "..."])
def test_fillers_alone_give_nothing(said: str):
    assert rewrite(said, "Ann", "Ben", RuleLinguist()) == ""


def test_pronouns_are_seen():
    assert has_pronouns("I like it")
    assert has_pronouns("Is it yours?")
    assert not has_pronouns("The list is long")
