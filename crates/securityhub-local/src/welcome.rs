//! What is printed when the server listens: where it is, and two commands to try it with.

use std::net::SocketAddr;

use securityhub_local::accounts::Accounts;

/// The lines.
pub(crate) fn text(address: SocketAddr, accounts: &Accounts, storage: &str) -> String {
    let endpoint = format!("http://{address}");
    let first = match accounts {
        Accounts::Known(keys) => keys.iter().next().map(|(id, key)| (id.as_str(), key.secret.as_str())),
        Accounts::Any => Some(("anybody", "anything")),
    };
    let (key, secret) = first.unwrap_or(("…", "…"));
    // A secret that somebody has thought of is not printed.
    let is_public = *accounts == Accounts::demo() || *accounts == Accounts::Any;
    let secret = if is_public { secret } else { "…" };
    let credentials = format!("AWS_ACCESS_KEY_ID={key} AWS_SECRET_ACCESS_KEY={secret}");
    format!(
        "Security Hub at {endpoint} ({storage})\n\
         Its state as a page: {endpoint}/_local/\n\n\
         With the AWS CLI:\n  {credentials} \\\n    \
         aws securityhub enable-security-hub --endpoint-url {endpoint} --region eu-north-1\n\
         With the generated client:\n  {credentials} \\\n    \
         cargo run -p securityhub-local --example client -- {endpoint} eu-north-1\n\n\
         Ctrl-C ends it.\n"
    )
}
