# ruff: noqa: E501  (a pattern is easier to read, and to compare with the next, on one line)
"""Words and turns of phrase that say what a sentence does: promise, ask, accept, deny, suppose, thank and so on.

Each cue is one pattern on the lower-cased sentence with straight apostrophes. Cues are counted as they are by the
trained heads, and the rules for action items ask for some of them by name.
"""

import re
from functools import cache

DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-\w+|thirtieth|thirty-first"
    r"|\d{1,2}(?:st|nd|rd|th))"
)
_UNIT = r"(?:day|week|weekend|month|quarter|term|year|fortnight)"
_SELF = r"(?:i|we)"
_TASK_VERB = (
    r"(?:send|write|draft|email|mail|e-mail|call|phone|ring|text|message|ask|tell|talk|speak|bring|book|read|check|find|"
    r"look|share|finish|prepare|make|do|take|get|give|put|post|forward|try|start|sign|register|apply|submit|record|"
    r"scan|photograph|print|connect|introduce|set|organi[sz]e|arrange|schedule|update|review|rewrite|fix|list|note|"
    r"count|measure|practi[sc]e|pull|dig|drop|pick|order|buy|pay|open|cut|learn|plan|think|go|have|meet|see|keep|show|"
    r"add|change|work|design|produce|present|investigate|research|report|decide|discuss|include|complete|fill|reply)"
)

PATTERNS: dict[str, str] = {
    "i_will": r"\bi'll\b|\bi (?:will|shall)\b|\bill (?:be|just|\w+ (?:it|that|the|her|him|you|them|a|my|some|to|in))\b|\bill (?:do|send|call|drop|ask|write|email|let)\b",
    "i_will_task": rf"\bi(?:'ll| will|'m going to|'m gonna) (?:\w+ ){{0,2}}?{_TASK_VERB}\b",
    "i_going_to": r"\bi(?:'?m| am) (?:just |definitely )?(?:going to|gonna)\b",
    "i_must": r"\bi(?:'ve| have)? (?:got to|gotta|have to|need to|must|should|ought to|had better)\b|\bi'd better\b",
    "i_want": r"\bi (?:want|wanna|plan|intend|mean|hope|promise)\b|\bi'd like to\b",
    "i_verb_task": rf"\bi {_TASK_VERB}\b",
    "leading_verb": rf"^(?:(?:and|so|then|okay|yes|yeah|um|uh|well)[, ]+)*(?:{_SELF}'ll|will) {_TASK_VERB}\b",
    "let_me": r"\blet me\b|\bleave (?:it|that) (?:with|to) me\b|\bconsider it done\b",
    "you_have_it": r"\byou(?:'ll| will)? (?:'ll |will )?have (?:it|that|them)\b|\byou(?:'ll| will) (?:get|receive|hear)\b",
    "we_will": r"\bwe(?:'ll| will| shall|'re going to|'re gonna)\b",
    "we_must": r"\bwe (?:have to|need to|should|must|gotta|'ve got to|have got to|ought to)\b|\bwe've got to\b",
    "lets": r"\blet'?s\b|\blet us\b|\bshall we\b",
    "both": r"\bboth\b|\beach of us\b|\bwe each\b|\beach\b",
    "you_will": r"\byou(?:'ll| will|'re going to|'re gonna| guys)\b",
    "you_must": r"\byou (?:have to|need to|should|must|gotta|ought to|'ve got to)\b|\byou've got to\b|\byour (?:task|job)\b",
    "request": r"\b(?:can|could|will|would) (?:you|i get|i see|i have|we)\b|\bplease\b|\bwould you mind\b|\bif you could\b",
    "advice": r"\b(?:what|how) (?:about|if) you\b|\bwhy don'?t you\b|\bif i were\b|\bif it (?:was|were) me\b|\bhave you (?:thought|tried)\b",
    "imperative": rf"^(?:(?:and|so|then|okay|just|um|but|no|yes)[, ]+)*{_TASK_VERB}\b",
    "accept": r"^(?:(?:um|uh|oh|and|well|so)[, ]+)*(?:sure|okay|ok|yes|yeah|yep|yup|all right|alright|of course|no problem|deal|done|will do|fine|certainly|absolutely|i can do that|ja|perfect)\b",
    "will_do": r"\bwill do\b|\bi(?:'ll| can| will) do (?:that|it|this)\b|\bi'm in\b",
    "refuse": r"^(?:(?:um|uh|oh|well)[, ]+)*(?:no|nah|nope|not really)\b",
    "will": r"\bwill\b|\w'll\b",
    "going_to": r"\bgoing to\b|\bgonna\b",
    "task_verb": rf"\b{_TASK_VERB}\b",
    "send": r"\b(?:send|email|mail|e-mail|post|forward|share|text|photograph|scan|flick)\b",
    "day": rf"\b{DAY}\b",
    "by_when": rf"\b(?:by|before|until|till|on|this|next|coming) (?:the )?(?:{DAY}|{_ORDINAL}|{MONTH}|tomorrow|then|{_UNIT}|end|meeting|time|session|lunch|noon)\b",
    "by": rf"\bby (?:the )?(?:{DAY}|{_ORDINAL}|{MONTH}|tomorrow|tonight|then|end|next|this)\b",
    "soon_day": r"\b(?:tomorrow|tonight|today|this (?:afternoon|arvo|evening|morning|week|weekend)|over the weekend|at the weekend|the same day)\b",
    "next_time": r"\b(?:next (?:time|session|meeting|call|week|month)|before we (?:talk|speak|meet)|when we (?:talk|speak|meet) (?:again|next)|till we (?:talk|speak|meet))\b",
    "end_of": rf"\bend of (?:the |this |next )?(?:{_UNIT}|{MONTH})\b|\bin (?:a|an|two|three|four|\d+) {_UNIT}s?\b",
    "ordinal": rf"\b(?:on|by|before|of) the {_ORDINAL}\b|\b{MONTH} (?:the )?{_ORDINAL}\b",
    "after": r"\b(?:after|when|once|as soon as) (?:i|we|the|my|lunch|work|church|this)\b",
    "if": r"\b(?:if|unless|whether|suppose|imagine|in case)\b",
    "if_you": r"\bif (?:you|i were|it were|it was|he|she|they)\b",
    "would": r"\b(?:would|wouldn't|could|couldn't|might|mightn't|should)\b|\w'd\b",
    "i_would": r"\bi(?:'d| would| could| might)\b",
    "maybe": r"\b(?:maybe|perhaps|probably|possibly|some (?:time|day)|one day|some point|i guess|i suppose|kind of|might|someday|sometime|dunno)\b",
    "not": r"\b(?:not|never|no|nothing|nobody|none|neither|nor)\b|n't\b",
    "i_will_not": r"\bi(?:'ll| will|'m| am) (?:not|never)\b|\bi (?:won't|will not|can't|don't|didn't|wouldn't)\b|\bi'm not\b|\bi'd not\b|\binstead of\b",
    "past": r"\b(?:was|were|did|had|went|said|told|sent|got|made|asked|wrote|came|took|gave|thought|rang|called|phoned|used to|did|been|saw|knew|felt|kept|put it|looked|wanted|started|worked|happened|tried|decided)\b",
    "past_time": r"\b(?:yesterday|last (?:week|month|year|night|time|\w+day)|ago|back then|already|earlier|since)\b",
    "perfect": r"\b(?:i|we|you|he|she|they)(?:'ve| have|'s| has|'d| had) (?:\w+ )?\w+(?:ed|en|ne|nt|de|id)\b",
    "habit": r"\b(?:always|usually|every (?:day|week|month|year|time|\w+day)|normally|often|most (?:days|weeks)|on \w+days)\b",
    "third_will": r"\b(?:he|she|they|it|who|someone|somebody|that|this|there|people|everybody)(?:'ll| will|'s going to|'s gonna|'re going to|'re gonna)\b|\b(?:my|his|her|their|the) \w+(?:'ll| will|'s gonna|'s going to)\b",
    "third": r"\b(?:he|she|they|him|them|her|his|their)\b",
    "said": r"\b(?:said|says|goes|told|saying|say|was like|i'm like)\b",
    "quotation": r"[\"“”]",
    "tell_you": r"\bi'?ll (?:tell|show|be|see|give) you\b|\bi(?:'ll|'m going to|'m gonna) (?:say|tell you|be honest|admit)\b",
    "in_call": r"\b(?:hang on|hold on|one second|a second|a minute|one moment|right now|let me (?:see|think|try|share|just)|hang up|come back|mute|screen)\b",
    "laugh": r"\b(?:ha|haha|joke|joking|kidding|laugh|lol)\b",
    "question_mark": r"\?",
    "starts_wh": r"^(?:(?:and|so|but|um|okay|well|then)[, ]+)*(?:what|why|how|when|where|who|which|whose)\b",
    "starts_aux": r"^(?:(?:and|so|but|um|okay|well|then)[, ]+)*(?:do|does|did|is|are|am|was|were|can|could|will|would|should|have|has|had|may|shall)\b",
    "starts_i": r"^(?:(?:and|so|but|um|okay|well|then|yes|yeah|ok)[, ]+)*i\b",
    "starts_you": r"^(?:(?:and|so|but|um|okay|well|then)[, ]+)*you\b",
    "you": r"\b(?:you|your|yours)\b",
    "me": r"\b(?:i|me|my|mine|myself)\b",
    "we": r"\b(?:we|us|our)\b",
    "do_not_know": r"\bi (?:really |honestly |still )?(?:don't|do not|dont) (?:really |even )?know\b|\bno idea\b|\bnot sure\b|\bdunno\b|\bcan't (?:work out|tell|decide)\b|\bi wonder\b",
    "open": r"\b(?:open|unclear|depends|either way|leave it|not settle|wait and see|not decided|question)\b",
    "decided": r"\b(?:decid\w*|decision|settled|agreed|final|the rule|choose|chose|chosen|made up my mind|change(?:d)? my mind)\b",
    "go_with": r"\b(?:go|going|went|stick|stay) (?:with|for|ahead)\b|\b(?:it's|that's) (?:decided|settled)\b|\bi'm (?:taking|doing|going for|in)\b",
    "rather": r"\b(?:rather|instead|leave it|no more|from now|only)\b",
    "thanks": r"\bthank(?:s|ful|ed)?\b|\bgrateful\b|\bappreciate\b|\bmeans a lot\b|\bthank you\b|\bowe you\b",
    "thanks_for": r"\bthank(?:s| you)(?: so much| very much)? for\b|\bgrateful (?:for|that|to)\b|\bso thank you\b|\bsaved me\b",
    "fear": r"\b(?:scar\w*|afraid|fear|worr\w*|nervous|anxious|panic\w*|terrif\w*|dread\w*|sick|cry|cried|lonely|ashamed|guilty|tired|exhausted|hate|awful|horrible|embarrass\w*|stress\w*|overwhelm\w*|doubt\w*|hurt\w*|sad|upset|angry|alone|can't sleep)\b",
    "stuck": r"\b(?:stuck|block\w*|problem|can't|cannot|couldn't|impossible|waiting for|rejected|refus\w*|resign\w*|broke\w*|fail\w*|hard|difficult|wrong|badly|stopped)\b",
    "win": r"\b(?:won|passed|proud|finally|managed|got the|offered|offer|promot\w*|great|amazing|brilliant|happy|accepted|first time|said yes|succe\w*|works?|worked|did it|made it|wants me|congrat\w*|better|good news|best)\b",
    "trouble": r"\b(?:breaking up|broke up|break up|frozen|freez\w*|on mute|muted|unmute|can (?:you|anyone) hear|can't hear|cannot hear|hear me|lost you|lagging|delay|connection|network|wifi|wi-fi|robot|cutting out|cut out|echo|glitch\w*|screen share|sharing|dropped|signal|bandwidth|camera|microphone|mic)\b",
    "money": r"[$€£]|\b\d+ ?(?:euro|dollar|pound|percent|%)",
    "number": r"\d",
    "meeting": r"\b(?:next meeting|meeting|minutes|report|presentation|prototype|questionnaire|individual|instructions)\b",
    "email": r"\be-?mail\b",
    "filler": r"\b(?:um|uh|mm|mm-hm|hmm|er|erm)\b",
    "both_of_us": r"\b(?:let's|we|us)(?:'ll| will)? (?:each|both)\b|\bboth (?:of us|read|do|write|try)\b|\beach of us\b|\bwe each\b|\beach\. |\bnext time we\b",
    "takes_back": r"\bi take (?:it|that) back\b|\bscratch that\b|\bforget (?:it|that|what i said)\b|\bi'm not promising\b",
    "changes": r"\bactually\b|\bmake (?:it|that)\b|\bno,? wait\b|\blet's say\b|\bsay \w+day\b|\brather\b",
    "choice": r"\b(?:i|we)(?:'ve| have)? (?:just )?(?:decided|agreed|chose|settled)\b|\b(?:it's|that's) (?:decided|settled|the rule|my decision)\b|\bi(?:'m| am) (?:going for|taking|doing) (?:it|the|that|this)\b|\b(?:go|going|went|stick) with\b|\bi change(?:d)? my mind\b|\b(?:let's|we) (?:stay|continue|keep|do it like)\b|\bi (?:decided|want this one|keep quiet)\b|\bfrom now\b",
    "choice_not": r"^(?:(?:so|and|but|true|yes|okay|ok|nah|no|well|then|you're right|um)[,. ]+)*i(?:'m| am)? (?:won't|not going to|will not|not doing|not sending|leave it|'ll leave)\b|\bi(?:'m not doing| won't send| won't go| leave it| 'll leave it) ?\w*",
    "broken_call": r"\b(?:you're|you are|you) (?:\w+ )?(?:breaking up|broke up|frozen|on mute|muted|cutting out|a robot|lagging)\b|\b(?:can't|cannot|couldn't|can you) hear (?:you|me|every)\b|\bhear every second\b|\blost (?:you|the picture|the sound)\b|\b(?:network|connection|wifi|wi-fi|internet|signal)\b.*\b(?:poor|bad|slow|down|gone|dropp\w*|terrible|weak)\b|\b(?:bad|poor) (?:connection|network|signal|line)\b|\bbreaking up\b|\byou broke up\b|\byou're frozen\b|\byou were on mute\b|\bmicrophone\b|\bdownload something\b",
    "warm_thanks": r"\bthank(?:s| you)\b.{0,40}\b(?:for|that|so|really|properly|mean it)\b|\b(?:so|and|say|seriously|really)[, ]+(?:i )?thank(?:s| you)\b|\bi thank you\b|\bgrateful\b|\bi appreciate\b|\bsaved me\b|\bmeans a lot\b",
    "own_fear": r"\bi(?:'m| am| feel| get| was| felt)(?: \w+){0,3} (?:scared|afraid|worried|nervous|anxious|sick|ashamed|guilty|tired|exhausted|alone|terrified|lonely|stuck|lost|overwhelmed)\b|\b(?:scares|worries|frightens) me\b|\bi (?:dread|worry|panic|can't sleep|lie there|can't eat|cried|hate)\b|\bwhat if i\b|\bmy guts\b|\bdo you think i have a chance\b|\bi feel (?:like|that)\b",
    "own_win": r"\b(?:he|she|they) (?:said yes|accepted|agreed|wants me|offered)\b|\bi (?:got|passed|did it|won|managed|made it|finished)\b|\bi got (?:the|it|in)\b|\b(?:it|that) worked\b|\bfor the first time\b|\bfirst time\b|\bi(?:'m| am) proud\b|\bgood news\b|\bwent (?:well|really well|great)\b|\bit's the first thing\b|\bsaid yes\b",
    "own_block": r"\bi(?:'m| am) (?:stuck|blocked)\b|\bso i(?:'m| am) stuck\b|\b(?:rejected|turned (?:me )?down|resigned|refuses?|won't let me|said no|went (?:very )?badly)\b|\bcan't (?:move|go on|get)\b|\bwent with the other\b|\band then i stop\b|\bstands between\b",
    "left_open": r"\bi (?:really |honestly |still )?(?:don't|dont|do not) (?:really )?know (?:if|how|what|whether|why|yet|i)\b|\bi (?:really|honestly|still) don't know\b|\bleave it open\b|\bit's open\b|\bnot settle\b|\bcan't (?:work out|decide)\b|\bwait and see\b|\bcould go either way\b|\bit's a maybe\b|\bshould i\b|\bdo i \w+\b.*\?|\bquestion is\b|\bi dunno\b",
    "same_again": r"\bi(?:'ll| will|'m going to|'m gonna)? (?:just )?(?:do|send|write|take|bring|have|finish|read|call|make|put|get) (?:it|that|this|them|those)\b(?! all)|\bwill do\b",
    "i_now_task": r"\bi (?:tell|send|write|ask|call|phone|ring|read|bring|draft|take it|give|rewrite|record|pull|finish|check|email|text|close|send|mark|clean|start|book|print|scan)\b",
    "wish": r"\bi'd like to\b|\bi want to\b",
    "broken_off": r"^(?:or,? )?(?:no|nah|no,? wait|or not|actually no)[.!]?$",
    "when_asked": r"\bwhen\b|\bby\b",
    "ends_open": r"(?:[,:;-]|\b(?:and|but|so|um|uh))\s*$",
    "comma": r",",
}  # fmt: skip

NAMES: tuple[str, ...] = tuple(PATTERNS)


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in PATTERNS.values())


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(PATTERNS[name])


def plain(text: str) -> str:
    """Lower-case a sentence and straighten its apostrophes, as the patterns want it."""
    return text.lower().replace("’", "'").replace("‘", "'")


def has(name: str, text: str) -> bool:
    """Say whether a sentence has a cue."""
    return _pattern(name).search(plain(text)) is not None


def cues_of(text: str) -> list[bool]:
    """Say of every cue, in the order of `NAMES`, whether a sentence has it."""
    lowered = plain(text)
    return [pattern.search(lowered) is not None for pattern in _compiled()]
