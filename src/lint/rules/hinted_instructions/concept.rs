//! What words of an instruction stand for, whatever the language.

/// What a word stands for. A word can stand for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concept {
    /// A function word: it only tells the language.
    Plain,
    User,
    You,
    /// The one who reads, spoken of: the assistant.
    Model,
    /// What orders: must, always, first.
    Order,
    /// What does it every time or on top of the tool's work: also, each.
    Also,
    /// What ties it to a moment: before, whenever.
    Trigger,
    And,
    Not,
    Without,
    /// What bounds it: unless, until, once, if true.
    Condition,
    Example,
    /// The verb of a tool that looks for what it describes.
    Detects,
    Attack,
    Secretly,
    Read,
    Put,
    Send,
    Call,
    /// To use or run, which is said of other things than tools too.
    Use,
    Tell,
    Hide,
    Hidden,
    Know,
    Ask,
    Skip,
    Ignore,
    Follow,
    Prefer,
    /// Instead of, over.
    Than,
    Treat,
    /// Something that the model does: a step, a call, these instructions.
    Step,
    This,
    File,
    Content,
    SecretFile,
    Secret,
    /// The conversation.
    Talk,
    /// The system prompt.
    Prompt,
    /// What the model knows otherwise.
    Gossip,
    Everything,
    /// What the model has.
    Yours,
    Argument,
    /// What passes through a tool.
    Haul,
    Recipient,
    Change,
    ThisTool,
    Tool,
    Other,
    Quantity,
    Bad,
    Approval,
    /// Consent that is there.
    Given,
    /// Whatever the user says.
    Objects,
    Rules,
    Prior,
    Lapse,
    FromNowOn,
    Shell,
}

/// Every concept with its word in the lexicons.
const NAMES: &[(&str, Concept)] = &[
    ("plain", Concept::Plain),
    ("user", Concept::User),
    ("you", Concept::You),
    ("model", Concept::Model),
    ("order", Concept::Order),
    ("also", Concept::Also),
    ("trigger", Concept::Trigger),
    ("and", Concept::And),
    ("not", Concept::Not),
    ("without", Concept::Without),
    ("condition", Concept::Condition),
    ("example", Concept::Example),
    ("detects", Concept::Detects),
    ("attack", Concept::Attack),
    ("secretly", Concept::Secretly),
    ("read", Concept::Read),
    ("put", Concept::Put),
    ("send", Concept::Send),
    ("call", Concept::Call),
    ("use", Concept::Use),
    ("tell", Concept::Tell),
    ("hide", Concept::Hide),
    ("hidden", Concept::Hidden),
    ("know", Concept::Know),
    ("ask", Concept::Ask),
    ("skip", Concept::Skip),
    ("ignore", Concept::Ignore),
    ("follow", Concept::Follow),
    ("prefer", Concept::Prefer),
    ("than", Concept::Than),
    ("treat", Concept::Treat),
    ("step", Concept::Step),
    ("this", Concept::This),
    ("file", Concept::File),
    ("content", Concept::Content),
    ("secret_file", Concept::SecretFile),
    ("secret", Concept::Secret),
    ("talk", Concept::Talk),
    ("prompt", Concept::Prompt),
    ("gossip", Concept::Gossip),
    ("everything", Concept::Everything),
    ("yours", Concept::Yours),
    ("argument", Concept::Argument),
    ("haul", Concept::Haul),
    ("recipient", Concept::Recipient),
    ("change", Concept::Change),
    ("this_tool", Concept::ThisTool),
    ("tool", Concept::Tool),
    ("other", Concept::Other),
    ("quantity", Concept::Quantity),
    ("bad", Concept::Bad),
    ("approval", Concept::Approval),
    ("given", Concept::Given),
    ("objects", Concept::Objects),
    ("rules", Concept::Rules),
    ("prior", Concept::Prior),
    ("lapse", Concept::Lapse),
    ("from_now_on", Concept::FromNowOn),
    ("shell", Concept::Shell),
];

/// A set of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Set(u64);

impl Concept {
    /// The concept that a lexicon calls by this word.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(word, _)| *word == name).map(|(_, concept)| *concept)
    }
}

impl Set {
    pub(super) const fn of(concepts: &[Concept]) -> Self {
        let (mut bits, mut rest) = (0, concepts);
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u64;
            rest = others;
        }
        Self(bits)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a concept in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn has(self, concept: Concept) -> bool {
        self.meets(Self::of(&[concept]))
    }
}
