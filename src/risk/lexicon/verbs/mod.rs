//! Verbs and what a tool does that is named after one.
//!
//! A verb that is *only* a verb counts wherever it stands in a name. One that is a noun as well
//! (`order`, `update`, `report`) counts where a verb is expected. What a verb does to certain
//! things (`create` a payment) is told in `effects/objects.rs`.

mod changing;
mod making;
mod reading;
mod severe;

use crate::risk::effects::Effect::{
    Create, Delete, Execute, Expose, Fetch, Grant, List, Overwrite, Pay, Read, Send, Update,
    Weaken, WriteLocalFile,
};
use crate::risk::effects::Effects;

/// How a verb is told from a noun of the same spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::risk) enum Use {
    /// It is nothing but a verb.
    Only,
    /// It is a noun as well.
    AlsoNoun,
    /// It is a noun in names, and a verb where a description begins with it.
    InProse,
}

/// The lists: what the verbs do, whether they are never nouns, and the verbs.
#[rustfmt::skip]
pub(super) const VERBS: &[(Effects, Use, &str)] = &[
    (Effects::of(&[Read]), Use::Only, reading::READ),
    (Effects::of(&[Read]), Use::AlsoNoun, reading::READ_OR_NOUN),
    (Effects::of(&[Read]), Use::Only, reading::READ_ELSEWHERE),
    (Effects::of(&[Read]), Use::InProse, reading::READ_IN_PROSE),
    (Effects::of(&[List]), Use::Only, reading::LIST),
    (Effects::of(&[List]), Use::AlsoNoun, reading::LIST_OR_NOUN),
    (Effects::of(&[List]), Use::Only, reading::LIST_ELSEWHERE),
    (Effects::of(&[Fetch]), Use::Only, reading::FETCH),
    (Effects::of(&[Fetch, Create]), Use::AlsoNoun, reading::PULL),
    (Effects::of(&[Read, Update]), Use::AlsoNoun, reading::RECEIVE),
    (Effects::of(&[Fetch, Update]), Use::Only, reading::NAVIGATE),
    (Effects::of(&[Expose]), Use::Only, reading::EXPOSE),
    (Effects::of(&[Create]), Use::Only, making::CREATE),
    (Effects::of(&[Create]), Use::AlsoNoun, making::CREATE_OR_NOUN),
    (Effects::of(&[Create]), Use::Only, making::CREATE_ELSEWHERE),
    (Effects::of(&[Create]), Use::InProse, making::CREATE_IN_PROSE),
    (Effects::of(&[Update]), Use::Only, changing::UPDATE),
    (Effects::of(&[Update]), Use::AlsoNoun, changing::UPDATE_OR_NOUN),
    (Effects::of(&[Update]), Use::Only, changing::UPDATE_ELSEWHERE),
    (Effects::of(&[Update]), Use::InProse, changing::UPDATE_IN_PROSE),
    (Effects::of(&[Update]), Use::Only, changing::STOP),
    (Effects::of(&[Update]), Use::AlsoNoun, changing::STOP_OR_NOUN),
    (Effects::of(&[Update]), Use::Only, changing::STOP_ELSEWHERE),
    (Effects::of(&[Update]), Use::Only, changing::OPERATE),
    (Effects::of(&[Update]), Use::AlsoNoun, changing::OPERATE_OR_NOUN),
    (Effects::of(&[Create, Update]), Use::Only, making::PUT),
    (Effects::of(&[Create, Update]), Use::AlsoNoun, making::PUT_OR_NOUN),
    (Effects::of(&[Send]), Use::Only, making::SEND),
    (Effects::of(&[Send]), Use::AlsoNoun, making::SEND_OR_NOUN),
    (Effects::of(&[Send]), Use::Only, making::SEND_ELSEWHERE),
    (Effects::of(&[Send]), Use::Only, making::PUBLISH),
    (Effects::of(&[Send, Grant]), Use::Only, making::INVITE),
    (Effects::of(&[Send, Grant]), Use::AlsoNoun, making::SHARE),
    (Effects::of(&[Grant]), Use::Only, changing::GRANT),
    (Effects::of(&[Update, Grant]), Use::Only, changing::APPROVE),
    (Effects::of(&[WriteLocalFile]), Use::Only, making::UNPACK),
    (Effects::of(&[Weaken]), Use::Only, changing::WEAKEN),
    (Effects::of(&[Execute]), Use::Only, severe::EXECUTE),
    (Effects::of(&[Execute]), Use::AlsoNoun, severe::EXECUTE_OR_NOUN),
    (Effects::of(&[Execute]), Use::Only, severe::EXECUTE_ELSEWHERE),
    (Effects::of(&[Execute]), Use::InProse, severe::EXECUTE_IN_PROSE),
    (Effects::of(&[Create, Execute]), Use::AlsoNoun, severe::INSTALL),
    (Effects::of(&[Create, Update, Execute]), Use::AlsoNoun, severe::DEPLOY),
    (Effects::of(&[Overwrite]), Use::Only, severe::OVERWRITE),
    (Effects::of(&[Overwrite]), Use::AlsoNoun, severe::OVERWRITE_OR_NOUN),
    (Effects::of(&[Delete]), Use::Only, severe::DELETE),
    (Effects::of(&[Delete]), Use::AlsoNoun, severe::DELETE_OR_NOUN),
    (Effects::of(&[Delete]), Use::Only, severe::DELETE_ELSEWHERE),
    (Effects::of(&[Pay]), Use::Only, severe::PAY),
    (Effects::of(&[Pay]), Use::AlsoNoun, severe::PAY_OR_NOUN),
    (Effects::of(&[Pay]), Use::Only, severe::PAY_ELSEWHERE),
    (Effects::of(&[Pay]), Use::InProse, severe::PAY_IN_PROSE),
];
