//! When an answer is right.

use std::collections::BTreeSet;

use super::{JudgedArgument, JudgedTool};
use crate::risk::class::Class;
use crate::risk::effects::Effect;
use crate::risk::roles::{Role, RoleAnswer};

/// The roles that count as dangerous: roles that tables can have. A finer one (a payee) counts as
/// what a table has in its place.
#[rustfmt::skip]
const DANGEROUS: &[Role] = &[
    Role::CommandLine, Role::Program, Role::Argv, Role::Code, Role::Template, Role::Sql,
    Role::DatabaseProgram, Role::Url, Role::Host, Role::LocalPath, Role::Mail,
    Role::ChatRecipient, Role::Phone, Role::Permission, Role::AmountOut, Role::Secret,
    Role::Environment, Role::ToolName, Role::ToolArguments, Role::Operation, Role::WideningFlag,
];

/// Roles finer than those of the first tables, each with the roles that those tables gave instead:
/// `None` is harmless. An answer of such a role is right where one of them is.
const FINER: &[(Role, &[Option<Role>])] = &[
    (Role::Payee, &[Some(Role::Identity), Some(Role::Owner)]),
    (Role::Grantee, &[Some(Role::Mail), Some(Role::Identity), Some(Role::Owner), None]),
    (Role::NetworkRange, &[Some(Role::Host), Some(Role::Filter), None]),
    (Role::ProtectionSwitch, &[None]),
    (Role::UndoSwitch, &[Some(Role::WideningFlag), None]),
    (Role::Size, &[Some(Role::Quantity), Some(Role::Identity), None]),
    (
        Role::Image,
        &[
            Some(Role::Identity),
            Some(Role::Label),
            Some(Role::Url),
            Some(Role::Program),
            Some(Role::Code),
            Some(Role::Content),
        ],
    ),
    (
        Role::Sender,
        &[
            Some(Role::Identity),
            Some(Role::Mail),
            Some(Role::Label),
            Some(Role::Phone),
            Some(Role::Content),
            None,
        ],
    ),
    (Role::DryRun, &[Some(Role::ConfirmingFlag), None]),
];

/// Whether a role counts as dangerous.
pub(super) fn is_dangerous(role: Option<Role>) -> bool {
    role.is_some_and(|role| DANGEROUS.contains(&role))
}

impl JudgedArgument {
    /// Whether this is what it is. Not looked at and unsure are wrong.
    pub(super) fn is(&self, answer: Option<RoleAnswer>) -> bool {
        let role = match answer {
            None | Some(RoleAnswer::Unsure) => return false,
            Some(RoleAnswer::Harmless) => None,
            Some(RoleAnswer::Is(role)) => Some(role),
        };
        let is_right = |role: &Option<Role>| self.role == *role || self.note.roles.contains(role);
        let finer = FINER.iter().find(|(finer, _)| role == Some(*finer));
        is_right(&role) || finer.is_some_and(|(_, instead)| instead.iter().any(is_right))
    }

    /// Whether only one role is right.
    pub(super) fn is_clear(&self) -> bool {
        !self.note.is_debatable
    }
}

impl JudgedTool {
    /// Whether saying that it has this effect is right.
    pub(super) fn can(&self, effect: Effect) -> bool {
        [&self.effects, &self.note.effects, &self.note.optional]
            .iter()
            .any(|right| right.contains(&effect))
    }

    /// Whether this class is right.
    pub(super) fn is_of(&self, class: Option<Class>) -> bool {
        self.class == class || self.note.classes.contains(&class)
    }

    /// Whether it changes something, and is called read.
    pub(super) fn is_wrongly_read(&self, class: Option<Class>) -> bool {
        class == Some(Class::Read) && !self.is_of(class)
    }

    /// What an answer lacks.
    pub(super) fn missing(&self, found: &BTreeSet<Effect>) -> Vec<Effect> {
        self.effects.difference(found).copied().collect()
    }

    /// What an answer has too much.
    pub(super) fn extra(&self, found: &BTreeSet<Effect>) -> Vec<Effect> {
        found.iter().copied().filter(|effect| !self.can(*effect)).collect()
    }
}
