//! State to begin with, from a file.
//!
//! ```toml
//! [[hub]]
//! account = "210000000001"
//! region = "eu-north-1"
//!
//! [[member]]
//! region = "eu-north-1"
//! administrator = "210000000001"
//! account = "310000000002"
//! email = "security@shop.example"   # may be left out
//! status = "Invited"                # `Created` if left out
//! ```
//!
//! What the database has already is replaced where the file says something else, and kept where it says nothing; so
//! the same file can be given at every start. The state must be one that calls could have led to: an account is not
//! administrator and member at once, and so on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use whitesmith::Timestamp;
use whitesmith_http::request_id;

use crate::rejection::Rejection;
use crate::rules::is_account;
use crate::state::{Hub, Invitation, Relationship, Status};
use crate::storage::{self, Access, Page, Storage, StorageError, Transaction};
use crate::toml_file::{FileError, TomlFile};

/// What a seed file says.
#[derive(Debug, Default)]
pub struct Seed {
    hubs: Vec<Hub>,
    relationships: Vec<Relationship>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    hub: Vec<HubEntry>,
    #[serde(default)]
    member: Vec<MemberEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HubEntry {
    account: Spanned<String>,
    region: String,
    #[serde(default)]
    tags: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberEntry {
    region: String,
    administrator: Spanned<String>,
    account: Spanned<String>,
    email: Option<String>,
    status: Option<Spanned<String>>,
}

impl Seed {
    /// Reads a file, and checks what can be checked without a database.
    pub fn read(path: &Path, now: Timestamp) -> Result<Self, FileError> {
        let file = TomlFile::read(path)?;
        let document: Document = file.parse()?;
        let account = |text: &Spanned<String>| {
            let message = format!("`{}` is no account: it has twelve digits", text.get_ref());
            if is_account(text.get_ref()) { Ok(text.get_ref().clone()) } else { Err(file.error(text.span(), &message)) }
        };
        let mut seed = Self::default();
        for HubEntry { account: text, region, tags } in document.hub {
            let control_finding_generator = "SECURITY_CONTROL".into();
            let account = account(&text)?;
            seed.hubs.push(Hub { region, account, subscribed_at: now, control_finding_generator, tags });
        }
        let mut pairs = BTreeSet::new();
        for entry in document.member {
            let status = match &entry.status {
                None => Status::Created,
                Some(text) => text.get_ref().parse().map_err(|error: String| file.error(text.span(), &error))?,
            };
            let (administrator, member) = (account(&entry.administrator)?, account(&entry.account)?);
            if administrator == member {
                return Err(file.error(entry.account.span(), "an account cannot be a member of itself"));
            }
            if !pairs.insert((entry.region.clone(), administrator.clone(), member.clone())) {
                return Err(file.error(entry.account.span(), "the file has this member of this administrator twice"));
            }
            let invited = status != Status::Created;
            seed.relationships.push(Relationship {
                region: entry.region,
                administrator,
                member,
                email: entry.email,
                status,
                invited_at: invited.then_some(now),
                updated_at: now,
                invitation: invited.then(|| Invitation { id: request_id::uuid().replace('-', ""), declined: false }),
            });
        }
        Ok(seed)
    }

    /// Puts the state into a database: all of a Region, or nothing of it.
    pub fn apply(&self, storage: &dyn Storage) -> Result<(), Rejection> {
        let regions: BTreeSet<&str> = self
            .hubs
            .iter()
            .map(|hub| hub.region.as_str())
            .chain(self.relationships.iter().map(|relationship| relationship.region.as_str()))
            .collect();
        for region in regions {
            storage::run(storage, Access::Write, region, |state| self.apply_region(state, region)).0?;
        }
        Ok(())
    }

    fn apply_region(&self, state: &mut dyn Transaction, region: &str) -> Result<(), Rejection> {
        for hub in self.hubs.iter().filter(|hub| hub.region == region) {
            if state.hub(&hub.account)?.is_none_or(|known| known.tags != hub.tags) {
                state.save_hub(hub)?;
            }
        }
        let wanted = || self.relationships.iter().filter(|relationship| relationship.region == region);
        for relationship in wanted() {
            let known = state.relationship(&relationship.administrator, &relationship.member)?;
            let same = |known: &Relationship| known.status == relationship.status && known.email == relationship.email;
            if !known.as_ref().is_some_and(same) {
                // One administrator at most is also what the database holds the table to, so it is asked first.
                if relationship.status == Status::Enabled
                    && let Some(other) = state.administrator_of(&relationship.member)?
                    && other.administrator != relationship.administrator
                {
                    return Err(impossible(relationship, "the account has another administrator"));
                }
                state.save(relationship)?;
            }
        }
        wanted().try_for_each(|relationship| possible(state, relationship))
    }
}

/// Whether calls could have led to a relationship, in the state that is around it.
fn possible(state: &mut dyn Transaction, relationship: &Relationship) -> Result<(), Rejection> {
    let Relationship { administrator, member, status, .. } = relationship;
    let refuse = |reason| Err(impossible(relationship, reason));
    if *status != Status::Deleted && state.hub(administrator)?.is_none() {
        return refuse("the administrator has no hub");
    }
    if Status::ACTIVE.contains(status) && state.administrator_of(administrator)?.is_some() {
        return refuse("the administrator is itself a member");
    }
    if *status == Status::Enabled {
        if state.hub(member)?.is_none() {
            return refuse("the member has no hub");
        }
        if !state.members(member, Status::ACTIVE, Page { after: "", limit: 1 })?.is_empty() {
            return refuse("the member is itself an administrator");
        }
    }
    Ok(())
}

fn impossible(relationship: &Relationship, reason: &str) -> Rejection {
    let Relationship { region, administrator, member, status, .. } = relationship;
    StorageError::message(format!(
        "in {region}, {member} cannot be {status} with administrator {administrator}: {reason}"
    ))
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::sqlite::Sqlite;

    const HUBS: &str =
        "[[hub]]\naccount = '210000000001'\nregion = 'r'\n[[hub]]\naccount = '310000000002'\nregion = 'r'\n";

    fn member(administrator: &str, account: &str, status: &str) -> String {
        format!(
            "[[member]]\nregion = 'r'\nadministrator = '{administrator}'\naccount = '{account}'\nstatus = '{status}'\n"
        )
    }

    /// Seeds an empty database twice; the answer is the error, or the statuses that it then has.
    fn seeded(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seed.toml");
        std::fs::write(&path, text).unwrap();
        let seed = match Seed::read(&path, Timestamp::from_seconds(1)) {
            Ok(seed) => seed,
            Err(error) => return error.to_string().replace(&path.display().to_string(), "seed.toml"),
        };
        let storage = Sqlite::in_memory().unwrap();
        for _ in 0..2 {
            if let Err(Rejection::Storage(error)) = seed.apply(&storage) {
                assert!(storage.snapshot(10).unwrap().relationships.is_empty(), "all or nothing");
                return error.to_string();
            }
        }
        let snapshot = storage.snapshot(10).unwrap();
        let statuses = snapshot.relationships.iter().map(|relationship| relationship.status.as_str());
        format!("{} hubs {}", snapshot.hubs.len(), statuses.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn seeds() {
        let (a, b) = ("210000000001", "310000000002");
        for (text, expected) in [
            (String::new(), "0 hubs ".to_owned()),
            (format!("{HUBS}{}", member(a, b, "Enabled")), "2 hubs Enabled".into()),
            (format!("{HUBS}{}", member(a, "410000000003", "Invited")), "2 hubs Invited".into()),
            (
                member(a, b, "Created"),
                format!("in r, {b} cannot be Created with administrator {a}: the administrator has no hub"),
            ),
            (
                format!("{HUBS}{}", member(a, "410000000003", "Enabled")),
                format!("in r, 410000000003 cannot be Enabled with administrator {a}: the member has no hub"),
            ),
            (
                format!("{HUBS}{}{}", member(a, b, "Enabled"), member(b, a, "Created")),
                format!("in r, {b} cannot be Enabled with administrator {a}: the member is itself an administrator"),
            ),
            (
                format!("{HUBS}{}", member(a, "31", "Enabled")),
                " --> seed.toml:10:11\n   |\n10 | account = '31'\n   |           ^^^^".into(),
            ),
            (
                format!("{HUBS}{}", member(a, b, "Accepted")),
                "`Accepted` is no status; there are Created, Invited, Enabled, Removed, Resigned, Deleted".into(),
            ),
            ("[[hub]]\naccount = 7\n".into(), "invalid type: integer `7`, expected a string".into()),
            ("[[hub]]\nacount = ''\n".into(), "unknown field `acount`".into()),
            ("[[hub]\n".into(), " --> seed.toml:1:".into()),
        ] {
            let got = seeded(&text);
            assert!(got.contains(&expected), "{text}\nexpected {expected}\ngot {got}");
        }
    }
}
