//! The answer to a question, and why there may be none.

use serde::{Serialize, Serializer};

use crate::json::MAX_DEPTH;

/// What came of looking for something, a call most often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer<T> {
    /// This.
    Found(T),
    /// There is none: proved.
    None,
    /// Neither something nor a proof that there is none was found.
    Unknown(Reason),
}

/// Why an answer is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub(crate) enum Reason {
    /// A pattern's automaton is too large.
    #[error("a pattern is too large")]
    PatternTooLarge,
    /// The patterns of one argument have too many states together.
    #[error("its patterns have too many states together")]
    TooManyStates,
    /// Too many ways to combine the conditions were tried.
    #[error("its conditions combine in too many ways")]
    TooManyCombinations,
    /// Too many lists or objects are equal to a value that a condition names.
    #[error("too many lists or objects are equal to one value")]
    TooManySpellings,
    /// A condition asks for what is nested deeper than JSON is read.
    #[error("a condition reaches deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// The questions about one file have taken more steps than they may.
    #[error("the questions about this policy have taken too many steps")]
    TooManySteps,
    /// The evaluator decides the call that the analysis found otherwise.
    #[error("the call that was found could not be replayed")]
    NotReplayed,
    /// A difference shows only once other calls have given a limit room.
    #[error("it shows only after calls that give a limit room")]
    NeedsOtherCalls,
    /// Limits of which one may give room back stand in another order.
    #[error(
        "a call that one of its limits refuses costs another one the room that was given back, and their order differs"
    )]
    LimitOrder,
    /// Something differs, and no calls were found that show it.
    #[error("no calls were found that show it")]
    NotShown,
}

/// As its words.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<T> Answer<T> {
    /// What was found.
    pub(crate) fn found(self) -> Option<T> {
        match self {
            Self::Found(found) => Some(found),
            Self::None | Self::Unknown(_) => None,
        }
    }

    /// Whether something was found.
    pub(crate) fn is_found(&self) -> bool {
        matches!(self, Self::Found(_))
    }

    /// Whether it is proved that there is none.
    pub(crate) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Why it is unknown, where it is.
    pub(crate) fn reason(&self) -> Option<Reason> {
        match self {
            Self::Unknown(reason) => Some(*reason),
            Self::Found(_) | Self::None => None,
        }
    }

    /// Whether there is something.
    ///
    /// # Errors
    /// That is unknown.
    pub(crate) fn exists(&self) -> Result<bool, Reason> {
        match self {
            Self::Found(_) => Ok(true),
            Self::None => Ok(false),
            Self::Unknown(reason) => Err(*reason),
        }
    }

    /// What was found, as something else.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        self.and_then(|found| Answer::Found(change(found)))
    }

    /// What comes of looking on from what was found.
    pub(crate) fn and_then<U>(self, next: impl FnOnce(T) -> Answer<U>) -> Answer<U> {
        match self {
            Self::Found(found) => next(found),
            Self::None => Answer::None,
            Self::Unknown(reason) => Answer::Unknown(reason),
        }
    }

    /// A view of it.
    pub(crate) fn as_ref(&self) -> Answer<&T> {
        match self {
            Self::Found(found) => Answer::Found(found),
            Self::None => Answer::None,
            Self::Unknown(reason) => Answer::Unknown(*reason),
        }
    }

    /// The first in which something is found; without one unknown where one of them is.
    pub(crate) fn first_found(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut first = Self::None;
        for answer in answers {
            match answer {
                Self::Found(_) => return answer,
                Self::Unknown(_) => first = answer,
                Self::None => {}
            }
        }
        first
    }
}

impl<T> From<Result<Option<T>, Reason>> for Answer<T> {
    fn from(outcome: Result<Option<T>, Reason>) -> Self {
        match outcome {
            Ok(Some(found)) => Self::Found(found),
            Ok(None) => Self::None,
            Err(reason) => Self::Unknown(reason),
        }
    }
}
