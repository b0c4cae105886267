//! The phrases by which a text speaks to the model instead of describing a tool.
//!
//! They are matched against a [`Reading`](super::reading::Reading): small letters, single spaces.
//! Capitals stand for what is put in their place by [`written_out`].

/// A way of saying something to the model.
pub(super) struct Phrase {
    /// What it does, after "the text".
    pub(super) does: &'static str,
    /// Where it is nothing of the kind after all.
    pub(super) unless: Unless,
    /// What a text with the phrase has in it: of each group, parted by `&`, one of the words.
    pub(super) needs: &'static str,
    /// A regular expression over the bytes of a reading.
    pub(super) pattern: &'static str,
}

/// What makes a phrase ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unless {
    /// Nothing.
    Never,
    /// A `not` before it in its sentence: "don't … without asking the user".
    Negated,
    /// The tool that it names is one of the server's own.
    OwnTool,
}

const ASIDE: &str = "sets other instructions aside";
const SECRET: &str = "keeps something from the user";
const CONSENT: &str = "passes over the user's consent";
const VOICE: &str = "speaks with the system's voice";
const TAKES: &str = "asks for what isn't the tool's business";
const SENDS: &str = "sends what passes through elsewhere";
const STEERS: &str = "tells the model to use other tools or files";

const fn always(does: &'static str, needs: &'static str, pattern: &'static str) -> Phrase {
    Phrase { does, unless: Unless::Never, needs, pattern }
}

const fn unless_negated(does: &'static str, needs: &'static str, pattern: &'static str) -> Phrase {
    Phrase { does, unless: Unless::Negated, needs, pattern }
}

const fn unless_own(needs: &'static str, pattern: &'static str) -> Phrase {
    Phrase { does: STEERS, unless: Unless::OwnTool, needs, pattern }
}

/// Every phrase.
pub(super) const PHRASES: &[Phrase] = &[
    always(
        ASIDE,
        "ignore disregard forget override bypass circumvent discard & instruction prompt guideline directive guardrail safeguard",
        r"\b(?:ignore|disregard|forget|override|bypass|circumvent|discard) ALL(?:(?:previous|prior|earlier|preceding|above|former|existing|original|initial|system|safety|security|developer|previously|given|current|past)(?:,| and| or)? )+(?:given |provided |safety |security |system )*(?:instruction|prompt|guideline|directive|guardrail|safeguard)s?",
    ),
    always(
        ASIDE,
        "ignore disregard forget & rule context conversation restriction polic",
        r"\b(?:ignore|disregard|forget) ALL(?:(?:previous|prior|earlier|preceding|above|system|safety) )+(?:rules?|context|conversation|restrictions?|polic(?:y|ies))\b",
    ),
    always(
        ASIDE,
        "ignore disregard forget & instruction prompt guideline training rules",
        r"\b(?:ignore|disregard|forget) (?:all |any |of )*(?:your|my|the user's|user) (?:own )?(?:instructions?|prompts?|guidelines?|training|rules)",
    ),
    always(
        ASIDE,
        "ignore disregard forget & instruction",
        r"\b(?:ignore|disregard|forget) (?:all|any|every) (?:of )?(?:the |your )?(?:other )?instructions?\b",
    ),
    always(
        ASIDE,
        "ignore disregard forget & instruction prompt rules",
        r"\b(?:ignore|disregard|forget) …(?:instructions?|prompts?|rules) (?:above|before this|you (?:were|have been) given|so far)\b",
    ),
    always(
        ASIDE,
        "ignore disregard forget & everything anything all what",
        r"\b(?:ignore|disregard|forget) (?:everything|anything|all|what) (?:that )?(?:you (?:were|have|know|are|had)|i |we |the user|was said|came before|before this|above|previously|prior)",
    ),
    always(
        ASIDE,
        "not don't never & follow obey listen comply & instruction request prompt guideline rule command",
        r"\b(?:do not|don't|never) (?:follow|obey|listen to|comply with) ALL(?:user|system|previous|prior|earlier|other|original|developer)[a-z']* …(?:instruction|request|prompt|guideline|rule|command)s?",
    ),
    always(
        ASIDE,
        "override bypass circumvent & rules",
        r"\b(?:override|bypass|circumvent) ALL(?:(?:previous|prior|earlier|system|safety) )+rules\b",
    ),
    always(
        ASIDE,
        "attention stop & instruction prompt guideline rules",
        r"\b(?:pay no attention to|stop following|stop obeying) ALL(?:(?:previous|prior|earlier|system|safety) )*(?:instructions?|prompts?|guidelines?|rules)\b",
    ),
    always(
        ASIDE,
        "previous prior earlier & instructions & longer void obsolete cancelled replaced",
        r"\b(?:previous|prior|earlier) instructions (?:no longer apply|are (?:void|obsolete|cancelled|replaced))\b",
    ),
    always(
        ASIDE,
        "new & instructions",
        r"\bnew (?:system )?instructions ?(?:for you ?|follow ?)?:",
    ),
    always(
        ASIDE,
        "from & now",
        r"\bfrom now on,? (?:you|always|never|every|all|respond|act|use|do|ignore)\b",
    ),
    always(
        ASIDE,
        "you & are & now",
        r"\byou are now (?:a |an |in |my |dan\b|free |allowed |unrestricted|acting)",
    ),
    always(
        ASIDE,
        "ignor & instruc instruz istruzion anweisung consignes regras reglas regeln",
        r"\bignor[a-z]* …(?:instruc(?:c?iones|cion|oes|cao|ao)|instruz[a-z]+|istruzion[a-z]*|anweisung[a-z]*|consignes|regras|reglas|regeln|instructions (?:precedent|anterieur))",
    ),
    always(
        ASIDE,
        "忽略 无视 忽視 忘记 無視 忘れ",
        r"(?:忽略|无视|忽視|忘记).{0,36}(?:指令|指示|说明|提示|规则)|(?:指示|命令|指令)を(?:無視|忘れ)",
    ),
    always(
        SECRET,
        "NEVER & tell inform & user human",
        r"\bNEVER (?:tell|telling|inform|informing) (?:[^ .;!?]+ ){0,3}?(?:user|human)s?\b",
    ),
    always(
        SECRET,
        "NEVER & tell inform notify & them him her",
        r"\bNEVER (?:tell|inform|notify) (?:them|him|her)\b",
    ),
    always(
        SECRET,
        "NEVER & notify alert warn & user human",
        r"\bNEVER (?:notify|alert|warn)(?:ing)? (?:the )?(?:user|human)s? (?:about|of) (?:this|these|that|it|the (?:[a-z]+ )?(?:step|call|instruction|request|tool|file)s?)\b",
    ),
    always(
        SECRET,
        "user human & not n't & know hear told informed",
        r"\b(?:user|human)s? (?:does not|doesn't|do not|don't|need not) (?:(?:need|have) to )?(?:know|hear|be told|be informed) (?:about (?:this|it|the (?:step|call|file|request))|that you)\b",
    ),
    always(
        SECRET,
        "NEVER & mention reveal disclos divulg admit acknowledg describ & user human",
        r"\bNEVER (?:mention|reveal|disclose|divulge|admit|acknowledge|describe)(?:ing)? …(?:to|from|with) (?:the )?(?:user|human)s?\b",
    ),
    always(
        SECRET,
        "NEVER & mention acknowledg disclos reveal",
        r"\bNEVER (?:mention|acknowledge|disclose|reveal)(?:ing)? (?:this|that|these|it|any of this|having|the (?:tool|call|instruction|note|step|existence)s?)\b",
    ),
    unless_negated(
        SECRET,
        "without & telling informing mentioning revealing disclosing & user human",
        r"\bwithout (?:telling|informing|mentioning|revealing|disclosing) …(?:user|human)s?\b",
    ),
    always(
        SECRET,
        "keep hide conceal withhold & from & user human",
        r"\b(?:keep|hide|conceal|withhold) (?:this|that|these|it|them|the (?:instruction|call|step|request|fact|result|content)s?) …from (?:the user|the human|humans)\b",
    ),
    always(
        SECRET,
        "keep & hidden quiet between",
        r"\bkeep (?:this|it) (?:hidden|quiet|between us)\b",
    ),
    always(
        SECRET,
        "instruction step message note request & secret hidden confidential shown revealed mentioned",
        r"\bthis (?:instruction|step|message|note|request) (?:is|must|should) …(?:secret|hidden|confidential|not be (?:shown|revealed|mentioned))\b",
    ),
    always(
        SECRET,
        "user human & must should need & not n't never & know notice find reali told informed aware learn",
        r"\b(?:user|human)s? (?:must|should|need) ?(?:not|n't|never) (?:ever |need to |have to |be able to )?(?:know|notice|find out|reali[sz]e|be told|be informed|be made aware|be aware|learn of|learn about)\b",
    ),
    always(
        SECRET,
        "secretly covertly surreptitiously stealthily",
        r"\b(?:secretly|covertly|surreptitiously|stealthily) [a-z]+",
    ),
    always(
        SECRET,
        "silently",
        r"\bsilently (?:send|call|read|forward|copy|upload|invoke|collect|transmit)\b",
    ),
    always(
        CONSENT,
        "not don't never need & ask wait consult prompt seek & user human & confirm approv permission consent authori",
        r"\b(?:do not|don't|never|no need to) (?:ask|wait for|consult|prompt|seek) (?:[^ .;!?]+ ){0,3}?(?:user|human)[a-z']* …(?:confirm|approv|permission|consent|authori)",
    ),
    always(
        CONSENT,
        "already & approved authori agreed consented & user",
        r"\bthe user has already (?:approved|authori[sz]ed|agreed to|consented to) (?:everything|all|every|any)\b",
    ),
    unless_negated(
        CONSENT,
        "without & asking consulting checking waiting involving prompting & user human",
        r"\bwithout (?:asking|consulting|checking with|waiting for|involving|prompting) (?:for )?(?:the )?(?:user|human)\b",
    ),
    always(
        CONSENT,
        "even regardless matter despite & user human & says said say objects refuses declines disagrees forbids instructs tells told asks wants",
        r"\b(?:even if|regardless of what|no matter what|despite what) (?:the )?(?:user|human) (?:says?|said|objects|refuses|declines|disagrees|forbids|instructs|tells you|told you|asks you not|wants otherwise)\b",
    ),
    always(
        VOICE,
        "< & > & important instruction system secret hidden admin assistant override critical sys internal",
        r"<important\b[^<>]{0,40}>|</ ?(?:important|instructions?|system|secret|hidden|admin|assistant|override|critical|sys|internal)>",
    ),
    always(VOICE, "<| inst] sys>>", r"<\|[a-z_]{2,20}\|>|\[/?inst\]|<</?sys>>"),
    always(
        VOICE,
        "system assistant instruction & :",
        r"^(?:system|assistant) ?:|\bsystem (?:override|instruction|notice) ?:|### ?(?:system|instruction)s? ?:",
    ),
    always(TAKES, "content & FILE", r"\bcontents? …(?:of|from|in) (?:[^ ]+ ){0,4}?FILE"),
    always(
        TAKES,
        "FILE & read open cat load include pass send attach provide copy paste put append upload fetch retrieve insert extract forward submit collect gather access print dump leak embed",
        r"\b(?:before|must|always|first|please|also|then|should|need to|have to|sure to|remember to) …(?:read|open|cat|load|include|pass|send|attach|provide|copy|paste|put|append|upload|fetch|retrieve|insert|extract|forward|submit|collect|gather|access|print|dump|leak|embed) (?:[^ ]+ ){0,5}?FILE",
    ),
    always(
        TAKES,
        "FILE & read open cat load access fetch & and",
        r"\b(?:read|open|cat|load|access|fetch) (?:[^ ]+ ){0,3}?FILE (?:[^ ]+ ){0,2}?and (?:then )?(?:send|pass|include|put|paste|provide|give|append|return|use|post|upload)\b",
    ),
    always(
        TAKES,
        "include pass send append attach put copy paste forward embed insert & conversation chat system instructions context memory & your conversation chat",
        r"\b(?:include|pass|send|append|attach|put|copy|paste|forward|embed|insert) …(?:(?:entire|full|whole|complete) (?:conversation|chat)|conversation so far|your (?:own )?(?:system prompt|instructions|context|memory))\b",
    ),
    always(
        TAKES,
        "conversation chat & history & argument parameter field request url",
        r"\b(?:conversation|chat) history (?:as|in|into|to) (?:the |this )?(?:[a-z_]+ )?(?:argument|parameter|field|request|url)\b",
    ),
    always(
        SENDS,
        "http @ & send post forward upload transmit submit exfiltrate leak copy report deliver push",
        r"\b(?:also|then|always|must|should|please|first|afterwards?|finally|and|sure to|need to|have to|additionally),? (?:[a-z]+ ){0,2}?(?:send|post|forward|upload|transmit|submit|exfiltrate|leak|copy|report|deliver|push) (?:[^ ]+ ){0,5}?(?:data|contents?|results?|responses?|outputs?|messages?|conversation|files?|keys?|tokens?|credentials|passwords?|history|everything|it|them|this|these|all|copy|arguments?|information|details|query) (?:[^ ]+ ){0,6}?(?:to|at|via) (?:[^ ]+ ){0,3}?(?:https?://[^ ]*|ADDRESS)",
    ),
    always(
        SENDS,
        "@ & cc copy",
        r"\b(?:always|must|every|all|also) (?:[^ ]+ ){0,6}?(?:bcc|cc|blind copy) (?:[^ ]+ ){0,5}?ADDRESS",
    ),
    always(
        SENDS,
        "http @ & sent forwarded routed addressed redirected copied",
        r"\b(?:all|every|any) (?:[^ .]+ ){0,5}?(?:must|should|to be|are to be|shall) (?:be )?(?:sent|forwarded|routed|addressed|redirected|copied) (?:to|via|through) (?:[^ ]+ ){0,3}?(?:https?://[^ ]*|ADDRESS)",
    ),
    always(
        SENDS,
        "http @ & send post forward upload report copy & every each all any whenever",
        r"\b(?:(?:before|after|on|with|for) (?:every|each|all|any) …(?:tool|function|call|request|message|response|email|reply|answer)s?|whenever|every time|each time)\b[^.;!?]{0,60} (?:send|post|forward|upload|report|copy) (?:[^ ]+ ){0,8}?(?:https?://[^ ]*|ADDRESS)",
    ),
    always(
        SENDS,
        "change replace set redirect substitute switch & recipient destination payee beneficiary address phone & DIGIT @",
        r"\b(?:change|replace|set|redirect|substitute|switch) (?:the )?(?:recipient|destination|payee|beneficiary|address|phone number)s? …(?:to|with|by) (?:\+?[0-9]{6,}|ADDRESS)",
    ),
    always(
        STEERS,
        "curl wget & |",
        r"\b(?:run|execute) (?:[^ ]+ ){0,2}?(?:curl|wget) [^|]{0,80}\| ?(?:sudo )?(?:sh|bash|zsh|python3?)\b",
    ),
    unless_own(
        "before prior after when time & tool function & read open load cat execute run call invoke visit download access copy upload send & us call invok run execut",
        r"\b(?:before|prior to|after|when|whenever|every time|each time) (?:you )?(?:us|call|invok|runn?|execut)(?:e|ing)? (?:this|that|any|another|other|all|every|each)(?: other| of the)? (?:tool|function)s?,? (?:(?:you|always|first|also|then|must|please|should|have to|need to),? )*(?:read|open|load|cat|execute|run|call|invoke|visit|download|access|copy|upload|send) …(?:the )?(?:file\b|~?/[a-z.]|https?://|(?P<tool>NAME))",
    ),
    unless_own(
        "you & must should have need shall & first before & call invoke run execute use",
        r"\byou (?:must|should|have to|need to|shall) (?:always |first |also )*(?:call|invoke|run|execute|use) (?:the )?(?P<tool>NAME|[a-z0-9-]+) (?:tool |function )?…(?:first|before)\b",
    ),
    unless_own(
        "always must first sure remember & call invoke",
        r"\b(?:always|must|first|make sure to|be sure to|remember to) (?:first |also )?(?:call|invoke) (?:the )?(?P<tool>NAME)",
    ),
    always(
        STEERS,
        "when if after before time & tool function & must always also & any all every another each other",
        r"\b(?:when|whenever|if|after|before|every time|each time) …(?:any|all|every|another|each|other)(?: other)? (?:tool|function)s?\b[^.;!?]{0,60} (?:you must|always|must first|must also|also call|also send)\b",
    ),
    always(
        STEERS,
        "other & tool function & before instead rather",
        r"\bmust (?:always )?be (?:called|used|invoked|run) before (?:any|all|every) other (?:tool|function)s?\b|\b(?:instead of|rather than) (?:any|all|every) other (?:[a-z]+ )?(?:tool|function)s?\b",
    ),
    always(
        STEERS,
        "call use invoke run & this & tool function & before after instead",
        r"\b(?:call|use|invoke|run) this (?:tool|function) (?:first |immediately )?(?:before|after|instead of) (?:any|every|all|each)(?: other| single)? (?:tool|function)s?\b",
    ),
];

/// What the capitals stand for, the outer ones first.
const PARTS: &[(&str, &str)] = &[
    ("ALL", r"(?:(?:all|any|every|the|your|my|of|these|those|other) )*"),
    (
        "NEVER",
        r"(?:do not|don't|dont|never|must not|mustn't|should not|shouldn't|avoid|refrain from)(?: ever| also| explicitly)?",
    ),
    (
        "FILE",
        r"(?:'|\()?(?:(?:~|\$home|/home/[^ /]+|/root|/users/[^ /]+)?/?\.(?:ssh\b|aws\b|gnupg|kube/config|netrc|npmrc|pypirc|bash_history|zsh_history|git-credentials|cursor\b|claude)|id_(?:rsa|ed25519|ecdsa|dsa)\b|/etc/(?:passwd|shadow|sudoers)\b|authorized_keys\b|\.env\b|mcp\.json\b|claude_desktop_config)[^ ]*",
    ),
    ("ADDRESS", r"[a-z0-9._%+-]+@[a-z0-9-]+\.[a-z.]+"),
    ("NAME", r"[a-z0-9]+(?:[_./:-][a-z0-9]+)+"),
    ("…", r"(?:[^ .;!?]+ ){0,6}?"),
];

/// A phrase's pattern with its capitals put in.
pub(super) fn written_out(pattern: &str) -> String {
    let whole =
        PARTS.iter().fold(pattern.to_owned(), |text, (name, part)| text.replace(name, part));
    format!("(?-u){whole}")
}

/// What the capitals stand for in what a phrase needs.
pub(super) const NEEDED: &[(&str, &str)] = &[
    ("NEVER", "not n't dont never avoid refrain"),
    (
        "FILE",
        ".ssh .aws gnupg kube netrc npmrc pypirc bash_history zsh_history git-credentials .cursor .claude id_rsa id_ed25519 id_ecdsa id_dsa passwd shadow sudoers authorized_keys .env mcp.json claude_desktop_config",
    ),
    ("DIGIT", "0 1 2 3 4 5 6 7 8 9"),
];
