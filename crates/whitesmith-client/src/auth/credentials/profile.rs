//! Credentials of the files that the AWS CLI keeps
//! ([configuration and credential file settings](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html)).

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{Credentials, CredentialsFuture, CredentialsProvider};

/// The access key of a profile in `~/.aws/credentials` or `~/.aws/config`. The first of the two wins where both have one.
///
/// Profiles that take on a role, or ask SSO or a process, have no key of their own: they are errors that say so.
#[derive(Clone, Debug)]
pub struct Profile {
    name: String,
    credentials: Option<PathBuf>,
    config: Option<PathBuf>,
}

/// The profile of `AWS_PROFILE`, or `default`, in the files of `AWS_SHARED_CREDENTIALS_FILE` and `AWS_CONFIG_FILE`, or
/// of the home directory.
impl Default for Profile {
    fn default() -> Self {
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let home = || variable("HOME").or_else(|| variable("USERPROFILE")).map(PathBuf::from);
        let path =
            |name, file: &str| variable(name).map(PathBuf::from).or_else(|| Some(home()?.join(".aws").join(file)));
        let name = std::env::var("AWS_PROFILE").ok().filter(|name| !name.is_empty());
        Self {
            name: name.unwrap_or_else(|| "default".into()),
            credentials: path("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
            config: path("AWS_CONFIG_FILE", "config"),
        }
    }
}

impl Profile {
    /// The profile of this name, in the usual files.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// In these files instead; one that does not exist is empty.
    #[must_use]
    pub fn files(mut self, credentials: impl Into<PathBuf>, config: impl Into<PathBuf>) -> Self {
        (self.credentials, self.config) = (Some(credentials.into()), Some(config.into()));
        self
    }

    /// The Region that the profile names.
    pub fn region(&self) -> Option<String> {
        self.settings().remove("region")
    }

    /// Everything that the files say of the profile.
    fn settings(&self) -> BTreeMap<String, String> {
        let read = |path: &Option<PathBuf>| path.as_ref().and_then(|path| fs::read_to_string(path).ok());
        let mut settings = BTreeMap::new();
        if let Some(text) = read(&self.config) {
            settings.extend(section(&text, |header| match header.split_once(char::is_whitespace) {
                Some(("profile", name)) => name.trim() == self.name,
                _ => header == self.name && header == "default",
            }));
        }
        if let Some(text) = read(&self.credentials) {
            settings.extend(section(&text, |header| header == self.name));
        }
        settings
    }

    fn read(&self) -> Result<Credentials, String> {
        let mut settings = self.settings();
        let name = &self.name;
        if settings.is_empty() {
            return Err(format!("there is no profile `{name}`"));
        }
        let Some(id) = settings.remove("aws_access_key_id") else {
            let other = ["role_arn", "sso_session", "sso_start_url", "credential_process", "web_identity_token_file"];
            return Err(match other.iter().find(|key| settings.contains_key(**key)) {
                Some(key) => format!("the profile `{name}` has no access key but `{key}`, which is not supported here"),
                None => format!("the profile `{name}` has no `aws_access_key_id`"),
            });
        };
        let secret = settings.remove("aws_secret_access_key");
        let secret = secret.ok_or_else(|| format!("the profile `{name}` has no `aws_secret_access_key`"))?;
        Ok(match settings.remove("aws_session_token") {
            Some(token) => Credentials::temporary(id, secret, token, None),
            None => Credentials::new(id, secret),
        })
    }
}

/// The settings of the sections that are wanted; later ones win. Settings within settings, which are indented, are left out.
fn section(text: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let (mut settings, mut inside) = (BTreeMap::new(), false);
    for line in text.lines() {
        if let Some(header) = line.trim_start().strip_prefix('[') {
            inside = header.split_once(']').is_some_and(|(header, _)| wanted(header.trim()));
        } else if let Some((key, value)) =
            line.split_once('=').filter(|_| inside && !line.starts_with([' ', '\t', '#', ';']))
        {
            // A comment stands behind white space.
            let comments = [" #", " ;", "\t#", "\t;"];
            let value = comments.iter().fold(value, |value, mark| value.split(mark).next().unwrap_or(value));
            settings.insert(key.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    settings
}

impl CredentialsProvider for Profile {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(self.read().map_err(Into::into)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        let directory = std::env::temp_dir().join(format!("whitesmith-profile-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let (credentials, config) = (directory.join("credentials"), directory.join("config"));
        let text = "# keys\n[default]\naws_access_key_id = A\nAWS_SECRET_ACCESS_KEY=s+/=  # of A\n\n[ work ]\n\
                    aws_access_key_id=B\naws_secret_access_key=t\naws_session_token=u\n[half]\naws_access_key_id=C\n";
        fs::write(&credentials, text).unwrap();
        let text = "[default]\nregion = eu-west-1\ns3 =\n  region = no\n[profile work]\nregion=us-east-2\n\
                    aws_access_key_id=X\n[profile role]\nrole_arn = arn:aws:iam::1:role/r\n[other]\nregion=no\n";
        fs::write(&config, text).unwrap();
        for (name, region, expected) in [
            ("default", Some("eu-west-1"), "A s+/= None"),
            ("work", Some("us-east-2"), "B t Some(\"u\")"),
            ("half", None, "the profile `half` has no `aws_secret_access_key`"),
            ("role", None, "the profile `role` has no access key but `role_arn`, which is not supported here"),
            ("other", None, "there is no profile `other`"),
        ] {
            let profile = Profile::named(name).files(&credentials, &config);
            let found = match profile.read() {
                Ok(found) => {
                    format!("{} {} {:?}", found.access_key_id(), found.secret_access_key(), found.session_token())
                }
                Err(error) => error,
            };
            assert_eq!((profile.region().as_deref(), found.as_str()), (region, expected), "{name}");
        }
        fs::remove_dir_all(&directory).unwrap();
    }
}
