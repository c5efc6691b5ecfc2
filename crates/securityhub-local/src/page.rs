//! The state as one page of HTML, without scripts and without anything from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::SystemTime;

use whitesmith::Timestamp;

use crate::journal::Record;
use crate::state::{Relationship, Status};
use crate::storage::Snapshot;

/// What the browser is told that the page may load: its own style, and nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; }
.quiet { opacity: .65; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; white-space: nowrap; }
th { font-weight: 600; }
td.code { font-family: ui-monospace, monospace; font-size: .9em; }
td.error { color: #c33; }
";

/// What the page shows.
#[derive(Debug)]
pub struct Overview<'a> {
    /// Where the state is.
    pub storage: &'a str,
    /// The state.
    pub snapshot: &'a Snapshot,
    /// The last requests, newest first.
    pub requests: &'a [Record],
    /// The present time.
    pub now: SystemTime,
}

impl Overview<'_> {
    /// The page.
    pub fn html(&self) -> String {
        let mut body = String::from("<h1>securityhub-local</h1>\n");
        let (hubs, relationships) = self.snapshot.totals;
        push(
            &mut body,
            &format!(
                "<p class=\"quiet\">{} · {} UTC · {hubs} hubs, {relationships} relationships</p>\n",
                escape(self.storage),
                time(Some(Timestamp::from(self.now)))
            ),
        );
        let shown = u64::try_from(self.snapshot.relationships.len()).unwrap_or(u64::MAX);
        if shown < relationships {
            push(&mut body, &format!("<p>Only the first {shown} relationships are shown.</p>\n"));
        }
        self.accounts().write(&mut body);
        self.members().write(&mut body);
        self.invitations().write(&mut body);
        self.last_requests().write(&mut body);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>securityhub-local</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
        )
    }

    /// Every account that has a hub, or that something is known of.
    fn accounts(&self) -> Table {
        let mut table = Table::new("accounts", "Accounts", &["Region", "Account", "Security Hub", "Role", "Tags"]);
        let hubs: BTreeMap<_, _> =
            self.snapshot.hubs.iter().map(|hub| ((hub.region.as_str(), hub.account.as_str()), hub)).collect();
        let mut accounts: BTreeSet<_> = hubs.keys().copied().collect();
        let (mut administrators, mut members) = (BTreeSet::new(), BTreeMap::new());
        for Relationship { region, administrator, member, status, .. } in &self.snapshot.relationships {
            accounts.extend([(region.as_str(), administrator.as_str()), (region.as_str(), member.as_str())]);
            if Status::ACTIVE.contains(status) {
                administrators.insert((region.as_str(), administrator.as_str()));
            }
            if *status == Status::Enabled {
                members.insert((region.as_str(), member.as_str()), administrator.as_str());
            }
        }
        for place in accounts {
            let hub = hubs.get(&place);
            let role = match members.get(&place) {
                Some(administrator) => format!("member of {administrator}"),
                None if administrators.contains(&place) => "administrator".into(),
                None => "–".into(),
            };
            let tags = hub.into_iter().flat_map(|hub| &hub.tags).map(|(key, value)| format!("{key}={value}"));
            table.row([
                Cell::Text(place.0.into()),
                Cell::Code(place.1.into()),
                Cell::Text(hub.map_or("off".into(), |hub| format!("since {}", time(Some(hub.subscribed_at))))),
                Cell::Text(role),
                Cell::Text(tags.collect::<Vec<_>>().join(", ")),
            ]);
        }
        table
    }

    /// What administrators see.
    fn members(&self) -> Table {
        let head = &["Region", "Administrator", "Member", "Status", "E-mail", "Invited at", "Updated at"];
        let mut table = Table::new("members", "Members", head);
        for relationship in self.snapshot.relationships.iter().filter(|found| found.status != Status::Deleted) {
            table.row([
                Cell::Text(relationship.region.clone()),
                Cell::Code(relationship.administrator.clone()),
                Cell::Code(relationship.member.clone()),
                Cell::Text(relationship.status.to_string()),
                Cell::Text(relationship.email.clone().unwrap_or_default()),
                Cell::Text(time(relationship.invited_at)),
                Cell::Text(time(Some(relationship.updated_at))),
            ]);
        }
        table
    }

    /// What those who were invited see.
    fn invitations(&self) -> Table {
        let head = &["Region", "To", "From", "Status", "Can be accepted", "Invitation", "Invited at"];
        let mut table = Table::new("invitations", "Invitations", head);
        for relationship in &self.snapshot.relationships {
            let Some(invitation) = &relationship.invitation else { continue };
            table.row([
                Cell::Text(relationship.region.clone()),
                Cell::Code(relationship.member.clone()),
                Cell::Code(relationship.administrator.clone()),
                Cell::Text(relationship.status.to_string()),
                Cell::Text(if relationship.is_open() { "yes" } else { "no" }.into()),
                Cell::Code(invitation.id.clone()),
                Cell::Text(time(relationship.invited_at)),
            ]);
        }
        table
    }

    fn last_requests(&self) -> Table {
        let head = &["Time", "Region", "Account", "Operation", "Answer", "ms", "State", "Request"];
        let mut table = Table::new("requests", "Last requests", head);
        for request in self.requests {
            let caller = request.caller.as_ref();
            let status = request.status.map_or("gone".into(), |status| status.to_string());
            let versions = request.noted.as_ref().map(|noted| noted.versions);
            table.row([
                Cell::Text(time(Some(request.at.into()))),
                Cell::Text(caller.map_or("–".into(), |caller| caller.region.clone())),
                Cell::Code(caller.map_or("–".into(), |caller| caller.account.clone())),
                Cell::Text(request.operation.unwrap_or("–").into()),
                match &request.error {
                    Some(code) => Cell::Error(format!("{status} {code}")),
                    None => Cell::Text(status),
                },
                Cell::Text(format!("{:.1}", request.took.as_secs_f64() * 1_000.0)),
                Cell::Text(match versions {
                    Some(versions) if versions.made > versions.read => format!("{} → {}", versions.read, versions.made),
                    Some(versions) => versions.read.to_string(),
                    None => "–".into(),
                }),
                Cell::Code(request.request_id.clone()),
            ]);
        }
        table
    }
}

/// A table with a heading.
struct Table {
    id: &'static str,
    title: &'static str,
    head: &'static [&'static str],
    rows: String,
}

/// What is in a cell, as text; it is escaped when it is written.
enum Cell {
    Text(String),
    Code(String),
    Error(String),
}

impl Table {
    fn new(id: &'static str, title: &'static str, head: &'static [&'static str]) -> Self {
        Self { id, title, head, rows: String::new() }
    }

    fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push_str("<tr>");
        for cell in cells {
            let (class, text) = match cell {
                Cell::Text(text) => ("", text),
                Cell::Code(text) => (" class=\"code\"", text),
                Cell::Error(text) => (" class=\"error\"", text),
            };
            push(&mut self.rows, &format!("<td{class}>{}</td>", escape(&text)));
        }
        self.rows.push_str("</tr>\n");
    }

    fn write(&self, body: &mut String) {
        push(body, &format!("<h2>{}</h2>\n", self.title));
        if self.rows.is_empty() {
            body.push_str("<p class=\"quiet\">None yet.</p>\n");
            return;
        }
        let head: Vec<_> = self.head.iter().map(|title| format!("<th scope=\"col\">{title}</th>")).collect();
        push(
            body,
            &format!(
                "<div class=\"wide\"><table id=\"{}\">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
                self.id,
                head.join(""),
                self.rows
            ),
        );
    }
}

fn push(to: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = to.write_str(text);
}

fn time(time: Option<Timestamp>) -> String {
    let Some(time) = time else { return String::new() };
    let text = Timestamp::from_seconds(time.seconds()).to_string();
    text.replace('T', " ").trim_end_matches('Z').to_owned()
}

/// A text as it is written in HTML, in an element or in quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_client_sends_is_text() {
        for (text, expected) in [
            ("a&b", "a&amp;b"),
            ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
            ("\"", "&quot;"),
            ("é–", "é–"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }
}
