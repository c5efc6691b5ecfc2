//! Words of a model's names, and how Rust writes them.

/// Cuts a name into lower-case words.
///
/// A word starts at an upper-case letter that follows a lower-case one or a digit, and at the last upper-case
/// letter of a run that a lower-case one follows (`SQSQueue`: `sqs`, `queue`). A run's plural keeps its `s`
/// (`AccountIDs`: `account`, `ids`). Digits stay with the letters before them (`Ec2Instance`: `ec2`, `instance`).
/// Anything that is neither letter nor digit separates.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            continue;
        }
        if c.is_uppercase() && !word.is_empty() {
            let before = chars[i - 1];
            let ends_run = chars.get(i + 1).is_some_and(|c| c.is_lowercase()) && !is_plural(&chars, i + 1);
            if !before.is_uppercase() || ends_run {
                words.push(std::mem::take(&mut word));
            }
        }
        word.extend(c.to_lowercase());
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// Whether `chars[at]` is the plural `s` of a run of capitals that ends there.
fn is_plural(chars: &[char], at: usize) -> bool {
    let run = chars[..at].iter().rev().take_while(|c| c.is_uppercase()).count();
    chars[at] == 's' && run > 1 && chars.get(at + 1).is_none_or(|c| c.is_uppercase() || !c.is_alphanumeric())
}

/// `delete_invitations`
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// `DELETE_INVITATIONS`
pub(crate) fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

/// `DeleteInvitations`. A name without separators that starts with a capital already is one, and stays.
pub(crate) fn pascal(name: &str) -> String {
    let mixed = name.chars().any(char::is_lowercase);
    if mixed && name.starts_with(|c: char| c.is_uppercase()) && name.chars().all(char::is_alphanumeric) {
        return name.into();
    }
    let capitalized = words(name).into_iter().map(|word| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    });
    // Where two numbers meet, only what separated them tells them apart.
    capitalized.fold(String::new(), |mut all, word| {
        let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if digits(all.chars().last()) && digits(word.chars().next()) {
            all.push('_');
        }
        all + &word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        for (name, expected_snake, expected_pascal) in [
            ("DeleteInvitations", "delete_invitations", "DeleteInvitations"),
            ("AccountIds", "account_ids", "AccountIds"),
            ("accountIDs", "account_ids", "AccountIds"),
            ("SQSQueue", "sqs_queue", "SQSQueue"),
            ("Ec2Instance", "ec2_instance", "Ec2Instance"),
            ("IPv4", "i_pv4", "IPv4"),
            ("ID", "id", "Id"),
            ("NOT_AVAILABLE", "not_available", "NotAvailable"),
            ("t3.micro", "t3_micro", "T3Micro"),
            ("1.10", "1_10", "1_10"),
            ("restJson1", "rest_json1", "RestJson1"),
            ("ARNs", "arns", "ARNs"),
            ("ARNsList", "arns_list", "ARNsList"),
            ("getHTTPResponseCode", "get_http_response_code", "GetHttpResponseCode"),
            ("_leading__x", "leading_x", "LeadingX"),
            ("x", "x", "X"),
            ("", "", ""),
        ] {
            assert_eq!((snake(name).as_str(), pascal(name).as_str()), (expected_snake, expected_pascal), "{name}");
        }
    }
}
