//! The rules once more, as a person would keep them on paper: one call after the other, a Region, letters for
//! accounts. It is written from the lifecycle's description, not from the rules' code, and knows no words, only which
//! accounts were processed.
//!
//! Ids and tokens are made up by the server. The model knows where the same must come back, and learns each when it
//! is seen for the first time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Clone, Debug, Default)]
pub struct Model {
    hubs: BTreeSet<String>,
    /// By administrator and member.
    pairs: BTreeMap<(String, String), Pair>,
    /// What the server calls the invitations, by our number; `None` while nobody has seen it.
    ids: Vec<Option<String>>,
    /// What each token means: the list, whose it is, and the last account on the page before.
    tokens: HashMap<String, (String, String, String)>,
    /// The greatest number of open invitations.
    most_open: usize,
}

#[derive(Clone, Debug)]
struct Pair {
    status: &'static str,
    invited: bool,
    invitation: Option<usize>,
    declined: bool,
}

impl Pair {
    fn is_open(&self) -> bool {
        self.invitation.is_some() && !self.declined && ["Invited", "Resigned"].contains(&self.status)
    }
}

const OFF: &str = "401 InvalidAccess";
const INVALID: &str = "400 InvalidInput";

impl Model {
    /// No state yet; so many invitations of an administrator may be open.
    pub fn new(most_open: usize) -> Self {
        Self { most_open, ..Self::default() }
    }

    /// Makes a call, and holds the server's answer against it.
    pub fn check(&mut self, call: &str, answer: &str) -> Result<(), String> {
        let words: Vec<&str> = call.split_whitespace().collect();
        let who = words[0].split('@').next().unwrap();
        let expected = self.expect(who, words[1], &words[2..]);
        self.compare(&expected, answer)
            .map_err(|why| format!("{call}\n  expected {expected}\n  got      {answer}\n  {why}"))
    }

    /// The answer, word by word. `A:Invited#?3` is followed by whatever the server calls invitation 3; `...#?` and a
    /// place by the token for that place.
    fn compare(&mut self, expected: &str, answer: &str) -> Result<(), String> {
        let (left, right): (Vec<_>, Vec<_>) = (expected.split(' ').collect(), answer.split(' ').collect());
        if left.len() != right.len() {
            return Err("they differ in length".into());
        }
        for (expected, got) in left.into_iter().zip(right) {
            let Some((prefix, name)) = expected.split_once("#?") else {
                if expected != got {
                    return Err(format!("{got} is not {expected}"));
                }
                continue;
            };
            let Some((got_prefix, value)) = got.split_once('#') else { return Err(format!("{got} has no id")) };
            if prefix != got_prefix {
                return Err(format!("{got} is not {expected}"));
            }
            if let Ok(number) = name.parse::<usize>() {
                match &self.ids[number] {
                    Some(known) if known == value => {}
                    Some(known) => return Err(format!("the invitation was {known} before")),
                    None if self.ids.iter().flatten().any(|known| known == value) => {
                        return Err(format!("{value} is another invitation"));
                    }
                    None => self.ids[number] = Some(value.to_owned()),
                }
            } else {
                let mut parts = name.split('/').map(ToOwned::to_owned);
                let place = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
                let known = self.tokens.insert(value.to_owned(), place.clone());
                if known.is_some_and(|known| known != place) {
                    return Err(format!("{value} is a token of two places"));
                }
            }
        }
        Ok(())
    }

    fn pair(&self, administrator: &str, member: &str) -> Option<&Pair> {
        self.pairs.get(&(administrator.to_owned(), member.to_owned()))
    }

    fn listed(&self, administrator: &str, member: &str) -> Option<&Pair> {
        self.pair(administrator, member).filter(|pair| pair.status != "Deleted")
    }

    fn put(&mut self, administrator: &str, member: &str, pair: Pair) {
        self.pairs.insert((administrator.to_owned(), member.to_owned()), pair);
    }

    fn status(&mut self, administrator: &str, member: &str, status: &'static str) {
        if let Some(pair) = self.pairs.get_mut(&(administrator.to_owned(), member.to_owned())) {
            pair.status = status;
        }
    }

    fn administrator_of(&self, member: &str) -> Option<String> {
        let mut enabled = self.pairs.iter().filter(|((_, to), pair)| to == member && pair.status == "Enabled");
        let found = enabled.next().map(|((from, _), _)| from.clone());
        assert!(enabled.next().is_none(), "{member} has two administrators");
        assert!(found.is_none() || !self.is_administrator(member), "{member} is administrator and member");
        found
    }

    fn is_administrator(&self, account: &str) -> bool {
        let active = ["Created", "Invited", "Enabled"];
        self.pairs.iter().any(|((from, _), pair)| from == account && active.contains(&pair.status))
    }

    fn forget(&mut self, administrator: &str, member: &str) {
        let key = (administrator.to_owned(), member.to_owned());
        match self.pairs.get_mut(&key) {
            Some(pair) if pair.invitation.is_some() => pair.status = "Deleted",
            _ => drop(self.pairs.remove(&key)),
        }
    }

    /// Does something to each account; those for which it says no are not processed.
    fn each(&mut self, accounts: &[&str], mut one: impl FnMut(&mut Self, &str) -> bool) -> String {
        let refused: Vec<_> = accounts.iter().filter(|account| !one(self, account)).map(|a| format!("!{a}")).collect();
        if refused.is_empty() { "ok".into() } else { refused.join(" ") }
    }

    fn expect(&mut self, who: &str, what: &str, words: &[&str]) -> String {
        if what == "enable" {
            return if self.hubs.insert(who.into()) { "ok".into() } else { "409 ResourceConflict".into() };
        }
        if !self.hubs.contains(who) {
            return OFF.into();
        }
        match what {
            "disable" => {
                if self.is_administrator(who) {
                    return INVALID.into();
                }
                if let Some(administrator) = self.administrator_of(who) {
                    self.status(&administrator, who, "Resigned");
                }
                let former: Vec<_> = self.pairs.keys().filter(|(from, _)| from == who).cloned().collect();
                for (from, to) in former {
                    self.forget(&from, &to);
                }
                self.hubs.remove(who);
                "ok".into()
            }
            "create" => self.each(words, |model, account| {
                let ok = account != who
                    && account.len() == 1
                    && model.administrator_of(who).is_none()
                    && model.listed(who, account).is_none();
                if ok {
                    let pair = Pair { status: "Created", invited: false, invitation: None, declined: false };
                    model.put(who, account, pair);
                }
                ok
            }),
            "invite" => {
                let before = self.clone();
                let answer = self.each(words, |model, account| {
                    let status = model.listed(who, account).map(|pair| pair.status);
                    let ok = matches!(status, Some("Created" | "Removed" | "Resigned"))
                        && account != who
                        && model.administrator_of(who).is_none();
                    if ok {
                        model.ids.push(None);
                        let invitation = Some(model.ids.len() - 1);
                        model.put(who, account, Pair { status: "Invited", invited: true, invitation, declined: false });
                    }
                    ok
                });
                let open =
                    self.pairs.iter().filter(|((from, _), pair)| from == who && pair.status == "Invited").count();
                if open > self.most_open {
                    *self = before;
                    return "429 LimitExceeded".into();
                }
                answer
            }
            "accept" | "accept-master" => {
                let (administrator, id) = (words[0], words[1]);
                let known = |pair: &Pair| pair.invitation.and_then(|number| self.ids[number].clone());
                let ok = self.administrator_of(who).is_none()
                    && !self.is_administrator(who)
                    && self.administrator_of(administrator).is_none()
                    && self
                        .pair(administrator, who)
                        .is_some_and(|pair| pair.is_open() && known(pair).as_deref() == Some(id));
                if ok {
                    self.status(administrator, who, "Enabled");
                }
                if ok { "ok".into() } else { INVALID.into() }
            }
            "decline" => self.each(words, |model, administrator| {
                let key = (administrator.to_owned(), who.to_owned());
                match model.pairs.get_mut(&key).filter(|pair| pair.is_open()) {
                    Some(pair) => {
                        (pair.status, pair.declined) = ("Resigned", true);
                        true
                    }
                    None => false,
                }
            }),
            "delete" => self.each(words, |model, account| {
                let (received, sent) = ((account.to_owned(), who.to_owned()), (who.to_owned(), account.to_owned()));
                if let Some(pair) = model.pairs.get_mut(&received).filter(|pair| pair.invitation.is_some()) {
                    match pair.status {
                        "Invited" | "Enabled" => return false,
                        "Deleted" => drop(model.pairs.remove(&received)),
                        _ => pair.invitation = None,
                    }
                    return true;
                }
                match model.pairs.get_mut(&sent).filter(|pair| pair.status == "Invited") {
                    Some(pair) => {
                        *pair = Pair { status: "Created", invited: false, invitation: None, declined: false };
                        true
                    }
                    None => false,
                }
            }),
            "disassociate" => {
                for account in words {
                    if self.pair(who, account).is_some_and(|pair| pair.status == "Enabled") {
                        self.status(who, account, "Removed");
                    }
                }
                "ok".into()
            }
            "forget" => self.each(words, |model, account| {
                let ok = model.listed(who, account).is_some_and(|pair| pair.status != "Enabled");
                if ok {
                    model.forget(who, account);
                }
                ok
            }),
            "leave" | "leave-master" => match self.administrator_of(who) {
                Some(administrator) => {
                    self.status(&administrator, who, "Resigned");
                    "ok".into()
                }
                None => INVALID.into(),
            },
            "get" => {
                let found = words.iter().filter_map(|account| Some(member(account, self.listed(who, account)?)));
                let found = found.collect::<Vec<_>>().join(" ");
                let rejected: Vec<_> = words.iter().filter(|account| self.listed(who, account).is_none()).collect();
                let rejected: Vec<_> = rejected.into_iter().map(|account| format!("!{account}")).collect();
                format!("{found} | {}", if rejected.is_empty() { "ok".into() } else { rejected.join(" ") })
            }
            "members" | "all-members" => self.page(who, what, words, |((from, to), pair)| {
                let shown = if what == "members" { pair.status == "Enabled" } else { pair.status != "Deleted" };
                (from == who && shown).then(|| (to.clone(), member(to, pair)))
            }),
            "invitations" => self.page(who, what, words, |((from, to), pair)| {
                let number = pair.invitation.filter(|_| to == who)?;
                Some((from.clone(), format!("{from}:{}#?{number}", pair.status)))
            }),
            "count" => {
                let counts = |pair: &Pair| pair.invitation.is_some() && pair.status != "Enabled";
                self.pairs.iter().filter(|((_, to), pair)| to == who && counts(pair)).count().to_string()
            }
            "administrator" | "master" => match self.administrator_of(who) {
                Some(from) => format!("{from}:Enabled#?{}", self.pair(&from, who).unwrap().invitation.unwrap()),
                None => "nobody".into(),
            },
            other => panic!("`{other}` is no call"),
        }
    }

    fn page(
        &self,
        who: &str,
        list: &str,
        words: &[&str],
        item: impl Fn((&(String, String), &Pair)) -> Option<(String, String)>,
    ) -> String {
        let size: usize = words[0].parse().unwrap();
        let after = match words.get(1) {
            None => String::new(),
            Some(token) => match self.tokens.get(*token) {
                Some((of, whose, after)) if of == list && whose == who => after.clone(),
                _ => return INVALID.into(),
            },
        };
        let mut items: Vec<_> = self.pairs.iter().filter_map(item).filter(|(account, _)| *account > after).collect();
        items.sort();
        let more = items.len() > size;
        items.truncate(size);
        let mut shown: Vec<String> = items.iter().map(|(_, shown)| shown.clone()).collect();
        if shown.is_empty() {
            shown.push("none".into());
        }
        if more {
            shown.push(format!("...#?{list}/{who}/{}", items.last().unwrap().0));
        }
        shown.join(" ")
    }
}

fn member(account: &str, pair: &Pair) -> String {
    format!("{account}:{}{}", pair.status, if pair.invited { "" } else { "-" })
}
