//! A tool that some call may reach, with all that the policy says about it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::{Answer, Formula, Sieve};
use crate::catalog::{Catalog, Tool};
use crate::policy::condition::{Condition, Path, Test};
use crate::policy::disposition::{self, Disposition, Dispositions};
use crate::policy::{self, Classified, Decision, Limit, Policy, Rule, Statement, ToolClass};
use crate::risk::{
    Class, Classification, Effect, FoundEffect, FoundRole, LeafPath, Money, Profile, Role, When,
    classify,
};
use crate::source::Span;

use super::fast_path;

/// A tool that isn't hidden, denied or sent to approval, and that an `allow` or the default lists.
#[derive(Debug)]
pub(crate) struct Callable<'a> {
    /// Its name.
    pub name: &'a Arc<str>,
    /// Its definition; none without a catalog.
    pub tool: Option<&'a Tool>,
    /// The first `allow` that names it and the term there; none where only the default lists it.
    pub allowed: Option<(&'a Statement, Span)>,
    /// Every rule that holds for it, in the order of the text.
    pub rules: Vec<&'a Rule>,
    given: Option<Classified>,
    profile: OnceCell<Option<Profile<'a>>>,
    /// [`super::CallFinder::passing`]
    pub(super) passing: OnceCell<Formula>,
    /// Of [`Callable::passing`], where there are many refusals of one argument.
    pub(super) sieve: OnceCell<Option<Sieve>>,
    /// [`super::CallFinder::find_conflict`]
    pub(super) conflict: OnceCell<Answer<Vec<usize>>>,
    /// [`crate::threat::role_of`], of those that have one.
    pub(crate) told_roles: OnceCell<BTreeMap<LeafPath, Role>>,
    arguments_by_path: OnceCell<BTreeMap<Path, usize>>,
    tests_by_path: OnceCell<TestsByPath<'a>>,
    rules_by_argument: OnceCell<BTreeMap<&'a str, Vec<usize>>>,
    required: OnceCell<BTreeSet<&'a [String]>>,
    has_defaults: OnceCell<bool>,
}

/// The tests of a tool by the arguments that they are about, each with its rule.
type TestsByPath<'a> = BTreeMap<&'a [String], Vec<(&'a Rule, &'a Test)>>;

/// Every tool that some call may reach, by name.
#[derive(Debug)]
pub(crate) struct CallableTools<'a>(BTreeMap<&'a str, Callable<'a>>);

impl<'a> CallableTools<'a> {
    /// What a policy says of each tool; with `default allow` those of the catalog count, too.
    pub(crate) fn new(policy: &'a Policy, catalog: Option<&'a Catalog>) -> Self {
        let dispositions = Dispositions::of(policy);
        let new = |name: &'a Arc<str>| Callable::new(name, policy, catalog);
        let mut callable = BTreeMap::new();
        let open = |name: &str| matches!(dispositions.of_tool(name), Disposition::Open);
        if let (Decision::Allow, Some(catalog)) = (policy.default.decision, catalog) {
            let names = catalog.tools().iter().map(Tool::name);
            callable.extend(names.filter(|name| open(name)).map(|name| (&**name, new(name))));
        }
        for statement in &policy.statements {
            for (name, term) in disposition::names(statement).iter().filter(|(name, _)| open(name))
            {
                let tool = callable.entry(&**name).or_insert_with(|| new(name));
                if let (policy::Effect::Allow(_), None) = (&statement.effect, tool.allowed) {
                    tool.allowed = Some((statement, *term));
                }
                tool.rules.extend(rules_of_statement(statement));
            }
        }
        Self(callable)
    }

    /// Sorted by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Callable<'a>> {
        self.0.values()
    }

    /// The tool with this name, where some call may reach it.
    pub(crate) fn named(&self, name: &str) -> Option<&Callable<'a>> {
        self.0.get(name)
    }
}

impl<'a> Callable<'a> {
    fn new(name: &'a Arc<str>, policy: &Policy, catalog: Option<&'a Catalog>) -> Self {
        Self {
            name,
            tool: catalog.and_then(|catalog| catalog.tool(name)),
            allowed: None,
            rules: Vec::new(),
            given: policy.classes.get(name).copied(),
            profile: OnceCell::new(),
            passing: OnceCell::new(),
            sieve: OnceCell::new(),
            conflict: OnceCell::new(),
            told_roles: OnceCell::new(),
            arguments_by_path: OnceCell::new(),
            tests_by_path: OnceCell::new(),
            rules_by_argument: OnceCell::new(),
            required: OnceCell::new(),
            has_defaults: OnceCell::new(),
        }
    }

    /// Its class: the policy's own word, else what its definition says; none where nothing tells.
    pub(crate) fn class(&self) -> Option<Class> {
        self.given.map(|given| given.class).or_else(|| self.classification()?.class)
    }

    /// Both its classes: the policy's own word, and what its definition says.
    pub(crate) fn classes(&self) -> ToolClass {
        ToolClass::new(self.given, self.classification().and_then(|it| it.class))
    }

    /// Whether it is of this class or a more severe one.
    pub(crate) fn is_at_least(&self, class: Class) -> bool {
        self.class().is_some_and(|own| own >= class)
    }

    /// What its definition says of its class; none without a catalog.
    pub(crate) fn classification(&self) -> Option<&'a Classification> {
        self.tool.map(classify)
    }

    /// What its definition says of it; none without a catalog.
    pub(crate) fn profile(&self) -> Option<&Profile<'a>> {
        self.profile.get_or_init(|| self.tool.map(Profile::of)).as_ref()
    }

    /// Its definition, where the policy says nothing but that it is listed.
    pub(super) fn only_listed(&self) -> Option<&'a Tool> {
        self.tool.filter(|_| self.rules.is_empty() && self.given.is_none())
    }

    /// What its calls can do: by the policy's own word for its class, else by its definition; nothing
    /// without a catalog.
    pub(crate) fn effects(&self) -> Cow<'_, [FoundEffect]> {
        let Some(classification) = self.classification() else { return Cow::default() };
        match self.given {
            Some(given) => Cow::Owned(vec![of_class(given.class)]),
            None => Cow::Borrowed(&classification.effects),
        }
    }

    /// Which way the money goes that its calls move: whether there is any, the policy's own word
    /// says first.
    pub(crate) fn money(&self) -> Option<Money> {
        let found = self.profile().and_then(Profile::money);
        match self.given {
            Some(given) if given.class == Class::Financial => found.or(Some(Money::Out)),
            Some(_) => None,
            None => found,
        }
    }

    /// Whether its schema says of some argument what is taken where it is left out.
    pub(crate) fn has_defaults(&self) -> bool {
        let says_so = |tool: &Tool| tool.schema().is_some_and(|it| it.contains("\"default\""));
        *self.has_defaults.get_or_init(|| self.tool.is_some_and(says_so))
    }

    /// The conditions on its arguments.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &'a Condition> + use<'a, '_> {
        self.rules.iter().filter_map(|rule| rule.kind.condition())
    }

    /// Its own limits.
    pub(crate) fn limits(&self) -> impl Iterator<Item = &'a Limit> + use<'a, '_> {
        self.rules.iter().filter_map(|rule| rule.kind.limit())
    }

    /// Whether a call may leave an argument out, as far as its schema and its rules tell.
    pub(crate) fn may_lack(&self, path: &Path) -> bool {
        let argument = self.tool.and_then(|tool| tool.arguments().lookup(path).ok());
        argument.is_none_or(|argument| argument.is_optional()) && !self.is_required(path)
    }

    /// Whether a requirement lets no call pass without the argument.
    pub(crate) fn is_required(&self, path: &[String]) -> bool {
        self.required.get_or_init(|| self.required_paths()).contains(path)
    }

    fn required_paths(&self) -> BTreeSet<&'a [String]> {
        let by_path = self.tests_by_path.get_or_init(|| self.index_tests());
        let is_required = |(path, tests): &(&&[String], &Vec<(&Rule, &Test)>)| {
            tests.iter().any(|(rule, _)| fast_path::requires(&rule.kind, path))
        };
        by_path.iter().filter(is_required).map(|(path, _)| *path).collect()
    }

    /// The argument at a path that a condition names, with its role; of a list with several, the
    /// first.
    pub(crate) fn argument_at(&self, path: &[String]) -> Option<&FoundRole<'a>> {
        let roles = self.profile()?.roles();
        let by_path = self.arguments_by_path.get_or_init(|| {
            let path_of =
                |(at, found): (usize, &FoundRole<'_>)| (found.leaf.path.outside_lists(), at);
            roles.iter().enumerate().rev().map(path_of).collect()
        });
        roles.get(*by_path.get(path)?)
    }

    /// The tests of the argument at a path, each with its rule, in the order of the text.
    pub(crate) fn tests_of(&self, path: &[String]) -> &[(&'a Rule, &'a Test)] {
        let by_path = self.tests_by_path.get_or_init(|| self.index_tests());
        by_path.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places of the rules that look at an argument at the top, in their order.
    pub(crate) fn rules_about(&self, name: &str) -> &[usize] {
        let by_argument = self.rules_by_argument.get_or_init(|| self.index_rules());
        by_argument.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn index_rules(&self) -> BTreeMap<&'a str, Vec<usize>> {
        let mut by_argument: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, rule) in self.rules.iter().enumerate() {
            for name in rule.kind.top_arguments() {
                by_argument.entry(name).or_default().push(at);
            }
        }
        by_argument
    }

    fn index_tests(&self) -> TestsByPath<'a> {
        let mut by_path = TestsByPath::new();
        for rule in &self.rules {
            for test in rule.kind.tests() {
                by_path.entry(&test.path).or_default().push((rule, test));
            }
        }
        by_path
    }

    /// Every test in its conditions.
    pub(crate) fn tests(&self) -> Vec<&'a Test> {
        self.conditions().flat_map(Condition::tests).collect()
    }
}

/// The rules of a statement that takes part in what a tool may do.
fn rules_of_statement(statement: &Statement) -> &[Rule] {
    match &statement.effect {
        policy::Effect::Allow(rules) | policy::Effect::Restrict(rules) => rules,
        policy::Effect::Deny(_) | policy::Effect::Approve(_) | policy::Effect::Hide => &[],
    }
}

/// What every call of a tool does that the policy calls one of this class.
fn of_class(class: Class) -> FoundEffect {
    let effect = match class {
        Class::Read => Effect::Read,
        Class::Write => Effect::Update,
        Class::Execute => Effect::Execute,
        Class::Destructive => Effect::Delete,
        Class::Financial => Effect::Pay,
    };
    FoundEffect { effect, when: When::Always, evidence: Vec::new() }
}
