"""The words that say who a stretch of a goal is about, and how strongly it is meant."""

from assistant.matching.lazy_patterns import LazyPattern

PERSON = (
    r"(?:someone|somebody|some one|whoever|anyone|anybody|any one|mentors?|a person|the person"
    r"|an? (?:\w+ )?(?:expert|insider|specialist|veteran"
    r"|guide|coach|professional|practitioner|role model|advisor|adviser|peer|pro|old hand|native|speaker)"
    r"|(?<!the )people who|folks who"
    r"|an? (?:woman|man|guy|lady)|only people|women who|persons? who)"
)
"""Who is asked for."""

_WANT = (
    r"(?:need|needs|want|wanted|wants|look(?:ing)? for|searching for|seek(?:ing)?|prefer|find|hop(?:e|ing) for"
    r"|hoping to|after|hear from"
    r"|talk(?:ing)? (?:to|with)|speak (?:to|with)|meet|matched? (?:with|to)|pair(?:ed)? (?:with|up with)|could use"
    r"|appreciate|like"
    r"|love|wish for|learn from|chat (?:to|with)|connect with|advice from|help from|guidance from|wondering if"
    r"|is there|are there"
    r"|give me|hear it from|bring me|grateful for|thankful for|thrilled (?:with|to have)|happy (?:with|to have)"
    r"|glad of|do you have|got|know of)"
)

REQUEST = LazyPattern(
    rf"\b{_WANT}\b[^.;]*?\b{PERSON}\b"
    rf"|^\W*(?:and |but |or |so |also |then |maybe |perhaps |ideally |preferably |hopefully |please |just |only "
    rf"|any |is there |are there "
    rf"|the |a |an |my |your |for |with |from |by |to |best |bonus |not |no |nobody|no one)*\W*\b{PERSON}\b"
    r"|^\W*(?:ideally |preferably |but |and |please |just |definitely |absolutely |really |certainly )*(?:nobody"
    r"|no one|no-one|noone|none|not someone|not anybody|not anyone|not a soul)"
    r" (?:who|from|in|at|outside|inside|i work|here|of|with|on|my|connected)\b"
    r"|\b(?:the|my|a|your|this|that|any) (?:\w+[- ])?mentor\b"
    r"|^\W*(?:does|do|is|are|has|can|could|would|will) (?:there )?(?:any(?:one|body)|some(?:one|body)|any mentors?)\b"
    r"|(?P<pronoun>^\W*(?:and |but |so |also |or |if |because |since |as )?(?:ideally |preferably "
    r"|hopefully )?(?:they|you|he or she|she or he|s/he)\b)(?P<duty> (?:should|must|need|needs|have to|has to"
    r"|had better|would have to|ought to|would|could)\b)?"
    r"|^\W*(?:and |but |so |also |ideally |preferably |please )*(?:it |this |that )?(?:must|has to|have to"
    r"|needs? to|should|would have to|had better"
    r"|need not|got to|required|wanted|looking for|seeking|prefer|hoping for|need|needs|can we|could we|happy to"
    r"|only|bonus|best|better)\b"
    r"|\b(?:i|we)(?:'d| would| do| will|'ll)?(?: really| also| just| only| rather)? (?:need|want|like|prefer"
    r"|hope for|love|ask for|am after|insist on)"
    r" (?:a minimum|at least|no more|no less|no fewer|an overlap|to hear from|to talk (?:to|with)|to speak (?:to"
    r"|with)|to be (?:matched|paired|mentored)"
    r"|to chat (?:to|with)|to meet|advice from|help from|help in|somewhere|evenings|mornings|weekends|afternoons"
    r"|lunchtimes|weekdays|to do (?:this|it)"
    r"|it (?:in|over|by|to)|this (?:in|over|by|to)|everything (?:in|over|by))\b"
    r"|\bi (?:only|just) (?:ever )?(?:have|get)\b(?! (?:to|been|started))|\bi (?:only )?(?:have"
    r"|get) (?:only )?(?:my|the|an?|one) (?:\w+ )?(?:lunch|evening|morning|afternoon|weekend|hour)\w*"
    r"|\bif (?:they|you|he|she|the person)\b"
    r"|\bwe(?:'d| would| could| can| should|'ll| will)? (?:\w+ )?overlap"
    r"|\b(?:can|could|would|will|may|shall|might|should|let'?s|let us) (?:we|us|you|it|this|they)\b"
    r"|\b(?:it|this|that|meetings?|sessions?|calls|our (?:meetings|calls|sessions|chats)|we|everything"
    r"|the (?:meetings|calls|sessions"
    r"|chats|talks|conversations?)) (?:really |just |only |all )?(?:has|have|needs?|must|should|would|can|could|'d"
    r"|has got|'ll|will)(?:n't|'t|not)?"
    r" (?:only |really |just )?(?:to )?(?:be|meet|work|happen|take place|talk|have|speak|overlap|fit|start)"
    r"|\b(?:we|i) (?:can|could|would|will|'d|'ll) (?:just |only )?(?:text|message|write|e-?mail)\b|\bi(?:'m"
    r"| am) (?:really |mostly |usually |generally |only |just |always |normally )*(?:free|available|around"
    r"|reachable|awake|off)\b"
    r"|\bi(?:'d| would| can| could| may| might| must| need| have| prefer|'ve)?(?: really| only| just| mostly| much"
    r"| have| also| usually"
    r"| generally| ever| rather| to| prefer| like| love| want| need| realistically| have to| got)* (?:meet|talk|do"
    r"|make|call|chat|speak"
    r"|video|manage|have time|zoom|spare|take calls|get on)\b"
    r"(?! (?:with|to) (?:my|our|the|customers|clients|people)| my | our | the (?!evening|morning|afternoon|week"
    r"|talk|meeting|call|session))"
    r"|\bit's (?:got to|best|better|easiest|important|essential|vital|crucial)\b|\b(?:is|are) (?:when|where"
    r"|what) (?:i|we)(?:'m| am)? (?:can|could|have|free|am free|prefer|need|want|meet|best)\b|\b(?:is|are"
    r"|'s)(?: really| about| pretty much)? (?:all|the only \w+|the one \w+) (?:that )?(?:i|we)(?:'ve| have| can"
    r"| could|'m| am)?\b|\b(?:my|the) only (?:free |spare |available )?(?:time|slot|window|hours?|days?|moments?"
    r"|evenings?)\b"
    r"|\bmy (?:free|spare) (?:time|hours?|days?|slots?|moments?|windows?)\b"
    r"|\bonly (?:free|available|have time|got time)\b"
    r"|\bi(?:'d| would) (?:much |really |rather |also )*(?:prefer|rather|like it)\b|\bi prefer\b|\bi(?:'d"
    r"| would) be (?:happier|happiest)\b"
    r"|\b(?:works?|suits?|working|work out|fits?|is (?:fine|good|ok|okay|best|easiest)|are (?:fine|good|ok|okay"
    r"|best|easiest))"
    r" (?:best |better |well |only )?(?:for |with )?(?:me|my schedule|us|my day|my shifts?)\b"
    r"|\bmy (?:shifts?|schedule|job|work|kids?|baby|roster) (?:only )?(?:means|allows?|leaves?|lets?)\b"
    r"|\b(?:would|must|has to|have to|needs? to|should|can only) (?:ideally |preferably |really |just )?(?:be|meet"
    r"|speak|come|live|know|work|have"
    r"|understand|sit|share|overlap|take place|happen)\b(?=.*\b(?:person|someone|mentor|they|who)\b)"
)
"""A segment that asks for a person, or says how and when to meet."""

_MARK = "\u0298"
ROLE = LazyPattern(
    rf"\b(?:need|want|wanted|looking for|searching for|seeking|prefer|find|after|hear from|talk(?:ing)? (?:to|with)"
    rf"|speak(?:ing)? (?:to|with)|meet|hear it from"
    rf"|is there|are there|learn from|advice from|help from|love|like|matched with|hoping for|must be|has to be"
    rf"|have to be|should be|needs to be|have|if it (?:was|were))(?: to)?(?: find)?(?: me)? (?:(?:an?|any|some"
    rf"|another|the)"
    rf" )(?:[\w-]+ ){{0,2}}(?:{_MARK}|(?:directors?|ceo|cto|executive|manager|leader|head of|head|founder|vp"
    rf"|vice president|graduate|colleague|outsider|insider"
    rf"|beginner|junior|senior|team lead|person|lead|speaker|board member|peer|practitioner)\b)"
    rf"|^\W*(?:ideally |preferably |hopefully |only |please |maybe |perhaps |or |and |but )*(?:an?|any"
    rf"|another) (?:[\w-]+ ){{0,2}}{_MARK}+"
    rf"(?:(?:,? or (?:an? )?{_MARK}+)* (?:who|would|ideally|preferably|please|from|in|with|based|if)\b|\W*$)"
)
"""A segment that asks for somebody of a profession; read in a text in which professions are masked."""

_GOOD = (
    r"(?:best|ideal|nice|great|perfect|good|lovely|fine|helpful|useful|wonderful|amazing|a (?:big |huge |real "
    r"|definite )?(?:plus|bonus|must)"
    r"|preferred|preferable|essential|required|needed|a dream|fantastic|brilliant|handy|welcome|appreciated|easier"
    r"|easiest|better"
    r"|grand|splendid|terrific|excellent|smashing|nicest|simplest|my preference|preferable|sensible|useful|important"
    r"|a requirement|non-negotiable|mandatory"
    r"|necessary|crucial|vital|super|ok|okay|a nice extra|thrilling|far better|a nice touch|the dream"
    r"|the only (?:option|way|time|thing|language|day|slot)|comforting|reassuring|refreshing|a relief|a joy|kind"
    r"|cool|enough|gold)"
)

TOPIC_WISH = LazyPattern(
    rf"\b(?:would|'d|is|are|will|might|must|has to|have to|should) (?:also |really |probably |definitely "
    rf"|absolutely |be |all |both |just |even"
    rf" |the |my |much |very |so |most |far |an? |only |ideally |preferably )*{_GOOD}\b"
    r"|\b(?:would|'d) (?:also |really |certainly |probably )?(?:help|suit|work|do|matter|make (?:it"
    r"|things) (?:easier|simpler))\b"
    r"|\b(?:works?|suits?) (?:best|better|well|too|only|for me|me)\b|\bpreferred\b|\brequired\b|\bwanted\b"
    r"|\bplease\b|\bonly\b|\bworks too\b"
)
"""A segment that praises or demands a thing: "evenings would be best"."""

ASKER_SUBJECT = LazyPattern(
    r"\b(?:i|i'm|i've|i'd|i'll|we|we're|we've|we'd|he|she|he's|she's)\b|^\W*(?:and |but |because |since |as |so "
    r"|when |while )?(?:my|our|his|her|the) (?:\w+ ){1,3}(?:is|are|was|were|has|have|had|does|do|can|keeps?|says?"
    r"|said"
    r"|wants?|\w+ed)\b"
)
ABOUT_MEETING = LazyPattern(
    r"\b(?:our|the|my) (?:\w+ )?(?:meetings?|sessions?|calls|chats|talks|conversations|mentor|time ?zone|hours"
    r"|availability|only free|lunch|free)\b"
)
PREPOSITIONAL = LazyPattern(
    r"^\W*(?:and |or |but |also |ideally |preferably )*(?:over|by|via|in|on|at|near|around|within|with|from|face"
    r"|after|before) "
    r"(?!.*\b(?:i|we|he|she|they|it|my|our|you)\b)(?:[\w'-]+\W*){1,5}$"
)
BARE_VERB_START = LazyPattern(
    r"^\W*(?:and |but |or |also |then |who |that |has to |have to |must |needs? to |should |preferably |ideally "
    r"|hopefully |can |could"
    r"|speaks?|lives?|works?|is|are|has|have|knows?|understands?|based|with|available|be|being|willing)\b"
)
CONNECTIVE_START = LazyPattern(
    r"^\W*(?:otherwise|nothing else|no other|or|because|since|as|so|although|though|when|while|that's|it's|if|due"
    r"|given)\b"
)
MENTOR_START = LazyPattern(rf"\b{PERSON}\b")

SOFT = LazyPattern(
    r"\b(?:ideally|best (?:on|in|at|over|by|with|from|of all)|preferabl[ey]|preferred|preference|i(?:'d"
    r"| would)? (?:much |really |strongly |slightly )*prefer|prefer|prefers"
    r"|hopefully|hoping|i hope|with luck|with any luck|best if|(?:the )?best would be|(?:the )?ideal would be"
    r"|my dream would be|better if|extra points|bonus(?: points)?|a plus|a (?:nice |big |huge |real )?bonus"
    r"|if (?:at all )?possible|if (?:you|they|he|she) can|if (?:there is|there's) (?:one|such|anyone|anybody"
    r"|somebody|someone|any)|if (?:you|they) (?:have|'ve got|know) (?:one|any|anyone|someone|somebody|anybody)"
    r"|if (?:that|it|this) (?:can|could) be (?:arranged|done|found|managed)|if (?:that|it) (?:works|exists|happens)"
    r"|if (?:that|it) isn't too much|if i can (?:choose|be (?:choosy|picky|greedy))"
    r"|if (?:that|it|this)(?:'s| is) (?:at all )?(?:possible|an option|not too much|okay|ok|doable)|where possible"
    r"|wherever possible|when possible|if i may|if available"
    r"|(?:it |that |this |which )?(?:would|'d|might|could) (?:also |really |certainly |probably |definitely |all "
    r"|just |even |only )?(?:be|feel) "
    r"(?:a |an |the |my |so |very |really |absolutely |even |extra |super |such a |most |far |much |way |a lot "
    r"|quite |rather |pretty |more than |just )*(?:nice|great|good|lovely|ideal|perfect|best|wonderful|amazing"
    r"|helpful|useful"
    r"|grand|splendid|terrific|excellent|smashing|fantastic|brilliant|handy|plus|bonus|dream|preferable|better"
    r"|easier|easiest|welcome|appreciated|comforting"
    r"|reassuring|refreshing"
    r"|relief|joy|cool|gold|kind|fine|treat|delight|nicer|advantage|extra|cherry|happiest|happier|nicest|simplest"
    r"|simpler|my preference)"
    r"|(?<!who )(?<!that )(?:would|'d|might|could) (?:also |really |certainly |probably |definitely )?(?:help|suit|work"
    r"|make (?:\w+ ){1,3}(?:easier|simpler|happy|better|easy|day))"
    r"|i(?:'d| would) (?:really |so |also |dearly )?love|(?:i|we)(?:'d| would) (?:much |far |so much "
    r"|really )?(?:rather|sooner)|rather have|(?:would|'d) (?:really |so )?(?:calm|please|delight|reassure|comfort"
    r"|relax|relieve) me|nice to have|nice-to-have|best for me|(?:suits?|works?) (?:me )?best"
    r"|(?:is|are) (?:best|ideal|easiest|better|preferred|perfect|a plus|a bonus|nice|preferable|easier|great)"
    r"|not essential|no deal-?breaker|not a deal-?breaker"
    r"|not a must|optional|extra nice|wish(?:es)?|maybe|perhaps|all the better|even better|so much the better"
    r"|lean towards|dream mentor"
    r"|(?:would|'d) be (?:so |very |really |over the moon |most |forever |extra )*(?:happy|glad|pleased|grateful"
    r"|thrilled|delighted|over the moon|lucky)|happier|i like|(?:is|are) (?:fine|ok|okay|good|welcome)(?: too)?"
    r"|works? too)\b"
)
"""Softening words."""

TRAILING = LazyPattern(
    r"(?<!\bi)(?<!\bi )(?<!\bwe)(?<!\bwe )(?:\bwould|'d|\bmight|\bcould)\b|\b(?:is|are) (?:best|ideal|easiest"
    r"|better|preferred|perfect|a plus|a bonus"
    r"|nice|preferable|easier|great|fine|ok)|a plus|bonus|suits?|works?|preferred|optional|not essential|not a must"
    r"|deal-?breaker|(?:even|much|all the|so much the) better"
)
"""Softening words that stand after what they soften, back to the start of its sentence."""

HARD = LazyPattern(
    r"\b(?:must(?:-have| have)?|only|has to|have to|had to|needs?|need to|needed|required|requirement|require"
    r"|essential|mandatory|non-negotiable"
    r"|no exceptions|strictly|has got to|have got to|got to|crucial|vital|definitely|absolutely|exclusively"
    r"|can't (?:do|manage) any(?:thing)? other"
    r"|cannot do any other|imperative|deal-?breaker|insist|important that|at a minimum)\b"
)
"""Demanding words; they end what a softening word covers."""

CUE = LazyPattern(
    rf"{SOFT.pattern}|{HARD.pattern}|\bfor me\b|\bplease\b|\bthanks\b|\bif poss\b|\bjust\b(?! (?:started|been|got"
    rf"|had|made))|\bpls\b|\bplz\b|\bat (?:least|most)\b|\bno (?:more|less|fewer) than\b|\bhear it from\b"
)
"""Words that make a request of a few bare words."""

NEGATION_BEFORE = LazyPattern(
    r"\b(?:not|n't|no|nor|neither|never|without|cannot|can't|don't|doesn't|didn't|isn't|aren't|won't|wouldn't"
    r"|shouldn't|outside|except|besides"
    r"|other than|rather than|(?:any|every)\w*(?: \w+)? but|instead of|regardless of|apart from|anything but"
    r"|anywhere but|away from|hate|avoid|no need)\b"
)
_UNNEEDED = (
    r"(?:need|needed|be|have to|matter|necessary|required|important|essential|a requirement|relevant|an issue"
    r"|a problem|a must|work|suit"
    r"|possible|good|for me|an option|ideal|great|available)"
)
NEGATION_AFTER = LazyPattern(
    rf"^[^.;!?]{{0,40}}?(?:\b(?:is|are|was|does|do|did|will|would|has|have|need|needs|'s|can)(?: not|n't)(?: really"
    rf"| strictly| even| be| that| so"
    rf"| necessarily| absolutely)* {_UNNEEDED}\b|\bnot (?:really |strictly |even |absolutely )?(?:needed|necessary"
    rf"|required|important|a must)\b"
    r"|\b(?:irrelevant|unimportant)\b|\b(?:is|are) (?:hard|out|impossible|difficult|tricky|a no|bad|taken|hopeless"
    r"|gone|full|busy|off limits"
    r"|sacred|no good|useless)\b|\bwon't (?:work|do|suit)\b)"
)
