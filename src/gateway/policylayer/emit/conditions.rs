//! A rule's condition as entries.

use super::complement::{Inexact, Refusals};
use super::contrary::{self, Contraries, NoContrary};
use super::error::EmitError;
use super::literals::{Clause, Literals, condition as gateway, path};
use super::normal::{Form, MAX_ENTRIES, normal};
use crate::analysis::KnownComplements;
use crate::gateway::decision::{Condition as Holds, Entry, Operator};
use crate::json::Value;
use crate::policy::condition::{Condition, Operator as Is, Test};
use crate::policy::{Rule, RuleKind, text};
use crate::re2::Pattern;
use crate::source::Span;

/// What a rule becomes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entries {
    /// What must hold.
    pub(super) require: Option<Entry>,
    /// What must not.
    pub(super) deny_if: Vec<Entry>,
}

/// What a rule about arguments becomes; limits have no entries.
pub(super) fn entries(
    rule: &Rule,
    complements: &KnownComplements,
) -> Result<Entries, Vec<EmitError>> {
    match &rule.kind {
        RuleKind::Limit(_) => Ok(Entries::default()),
        RuleKind::Require { condition, message } => {
            require(condition, message, rule.span, complements)
        }
        RuleKind::Refuse { condition, message, .. } => refuse(condition, message, rule.span),
    }
}

/// Why a rule has no exact form.
pub(super) fn faults(rule: &Rule, complements: &KnownComplements) -> Vec<EmitError> {
    entries(rule, complements).err().unwrap_or_default()
}

/// `deny when` and `approve when`: one entry for each alternative.
fn refuse(condition: &Condition, message: &str, span: Span) -> Result<Entries, Vec<EmitError>> {
    let mut literals = Literals::default();
    let clauses = normal(condition, Form::Disjunctive, &mut literals)
        .map_err(|_| vec![EmitError::TooManyEntries { span }])?;
    let conditions =
        |clause: &Clause| literals.tests(clause).into_iter().map(gateway).collect::<Vec<_>>();
    let deny_if = clauses.iter().map(|clause| entry(conditions(clause), message)).collect();
    Ok(Entries { require: None, deny_if })
}

/// `require`: what holds by itself is one entry with all its conditions; where an `or` has no such
/// form, `deny_if` entries refuse what it excludes. An argument that may be left out is refused
/// where it is there and meets none of its conditions.
fn require(
    condition: &Condition,
    message: &str,
    span: Span,
    complements: &KnownComplements,
) -> Result<Entries, Vec<EmitError>> {
    let mut literals = Literals::default();
    let mut required = Clause::new();
    let mut clauses = Vec::new();
    let mut optional = Vec::new();
    for part in condition.conjuncts() {
        if let Condition::Test(test) = part {
            required.insert(literals.number(test));
            continue;
        }
        let normal = normal(part, Form::Conjunctive, &mut literals)
            .map_err(|_| vec![EmitError::TooManyEntries { span }])?;
        match part.optional() {
            Some(_) => optional.extend(normal),
            None => clauses.extend(normal),
        }
    }
    let (single, clauses): (Vec<_>, _) = clauses.into_iter().partition(|clause| clause.len() == 1);
    required.extend(single.into_iter().flatten());
    // An alternative that is required anyway leaves nothing to refuse.
    let open = |clauses: Vec<Clause>| -> Vec<Vec<&Test>> {
        let open = clauses.iter().filter(|clause| clause.is_disjoint(&required));
        open.map(|clause| literals.tests(clause)).collect()
    };
    Requirement { span, message, required: literals.tests(&required), complements }
        .entries(open(clauses), open(optional))
}

/// A `require` on its way.
struct Requirement<'p, 'm> {
    span: Span,
    message: &'m str,
    required: Vec<&'p Test>,
    complements: &'m KnownComplements,
}

impl<'p> Requirement<'p, '_> {
    fn entries(
        self,
        clauses: Vec<Vec<&'p Test>>,
        optional: Vec<Vec<&'p Test>>,
    ) -> Result<Entries, Vec<EmitError>> {
        let mut conditions = Vec::new();
        let mut contraries = Contraries::new(self.complements);
        let mut without = Vec::new();
        for test in &self.required {
            match is_too_long(test) {
                true => {
                    conditions.extend(contrary::all_found(&test.path, &[]));
                    without.extend(contraries.add_strings(test).err());
                }
                false => conditions.push(gateway(test)),
            }
        }
        for tests in &optional {
            without.extend(contraries.add(tests).err());
        }
        let mut refusals = Refusals::beside(&self.required);
        let mut faults = Vec::new();
        for clause in clauses {
            match joined_pattern(&clause) {
                Some(condition) => conditions.push(condition),
                None => faults.extend(refusals.add(&clause).err()),
            }
        }
        let refused = match refusals.entries() {
            Ok(refused) if faults.is_empty() && without.is_empty() => refused,
            refused => {
                faults.extend(refused.err());
                return Err(self.errors(faults, without));
            }
        };
        let refused = [contraries.entries(), refused].concat();
        match refused.len() > MAX_ENTRIES {
            true => Err(vec![EmitError::TooManyEntries { span: self.span }]),
            false => Ok(self.compiled(conditions, refused)),
        }
    }

    fn compiled(&self, required: Vec<Holds>, refused: Vec<Vec<Holds>>) -> Entries {
        Entries {
            require: (!required.is_empty()).then(|| entry(required, self.message)),
            deny_if: refused.into_iter().map(|refused| entry(refused, self.message)).collect(),
        }
    }

    /// Each branch is named once, however many clauses it is in.
    fn errors(&self, faults: Vec<Inexact<'p>>, without: Vec<NoContrary<'p>>) -> Vec<EmitError> {
        let mut errors: Vec<EmitError> = without
            .into_iter()
            .map(|without| match without {
                NoContrary::TooMany => EmitError::TooManyEntries { span: self.span },
                NoContrary::TooLarge(test, too_large) => EmitError::complement(test, too_large),
            })
            .collect();
        for fault in faults {
            match fault {
                Inexact::TooMany => errors.push(EmitError::TooManyEntries { span: self.span }),
                Inexact::Branches(tests) => errors.extend(EmitError::no_exact_forms(&tests)),
            }
        }
        errors.sort_by_key(EmitError::span);
        errors.dedup();
        errors
    }
}

/// Whether the test is a list whose pattern would be longer than patterns may be.
fn is_too_long(test: &Test) -> bool {
    matches!(&test.operator, Is::Text(operator) if text::whole(operator).is_none())
}

fn entry(conditions: Vec<Holds>, message: &str) -> Entry {
    Entry { conditions, on_deny: Some(message.to_owned()) }
}

/// Alternatives that are all patterns on one argument are one pattern.
fn joined_pattern(alternatives: &[&Test]) -> Option<Holds> {
    let first = alternatives.first()?;
    let patterns = alternatives.iter().map(|test| {
        let pattern = pattern(test)?;
        (test.path == first.path).then(|| format!("(?:{}{})", pattern, open_quote(&pattern)))
    });
    let joined = patterns.collect::<Option<Vec<_>>>()?.join("|");
    // Patterns that can be run apart may be too large together.
    Pattern::new(&joined).ok()?;
    Some(Holds { path: path(&first.path), op: Operator::Regex, value: Value::String(joined) })
}

fn pattern(test: &Test) -> Option<String> {
    match &test.operator {
        Is::Matches(pattern) => Some(pattern.clone()),
        Is::Text(operator) => Some(text::pattern(operator)),
        _ => None,
    }
}

/// What ends a `\Q` that runs to the end of the pattern, so that something can follow.
fn open_quote(pattern: &str) -> &'static str {
    let mut rest = pattern;
    while let Some((_, escape)) = rest.split_once('\\') {
        rest = match escape.strip_prefix('Q') {
            Some(quoted) => match quoted.split_once("\\E") {
                Some((_, after)) => after,
                None => return "\\E",
            },
            None => {
                escape.get(escape.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default()
            }
        };
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_that_runs_to_the_end_is_ended() {
        for open in ["\\Q", "\\Qa)", "\\Q(\\", "\\Qa\\E\\Qb", "\\\\\\Qa"] {
            assert_eq!(open_quote(open), "\\E", "{open}");
        }
        for closed in ["", "Q", "\\\\Q", "\\Qa\\E", "a\\", "[\\]Q]", "\\é"] {
            assert_eq!(open_quote(closed), "", "{closed}");
        }
    }
}
