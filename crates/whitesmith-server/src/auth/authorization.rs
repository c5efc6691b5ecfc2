//! The header `Authorization` ([RFC 9110, 11.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2)).

use http::HeaderMap;
use http::header::AUTHORIZATION;
use whitesmith::{CommonError, Error};

/// What stands behind the scheme's name in the header; `None` where there is no header, or one of another scheme.
///
/// Two of them are an error: whatever is in front of the server may have looked at the other one.
pub(super) fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Result<Option<&'a str>, Error> {
    let Some(value) = only(headers, AUTHORIZATION.as_str())? else { return Ok(None) };
    let (name, rest) = value.split_once(' ').unwrap_or((value, ""));
    Ok(name.eq_ignore_ascii_case(scheme).then(|| rest.trim()))
}

/// The value of a header that may be there once.
pub(super) fn only<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Error> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(CommonError::IncompleteSignature.message(format!("The header '{name}' is there more than once.")));
    }
    let text = value.to_str().map_err(|_| {
        CommonError::IncompleteSignature.message(format!("The header '{name}' has characters that are not ASCII."))
    })?;
    Ok(Some(text.trim()))
}
