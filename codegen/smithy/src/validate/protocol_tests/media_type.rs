//! Whether a text is what its media type says, for the media types that say much.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::jmespath::parse_json;

/// Checks JSON and XML; anything else is taken as it is.
pub(super) fn check(media_type: &str, body: &str) -> Result<(), String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    match subtype.rsplit('+').next() {
        Some("json") => parse_json(body).map(|_| ()).ok_or_else(|| "not a JSON text".into()),
        Some("xml") => xml(body),
        _ => Ok(()),
    }
}

/// One element with everything closed that was opened. Document types are refused: they can make a little text large.
fn xml(body: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(body.trim());
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(element) => {
                check_attributes(&element)?;
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(element) => {
                check_attributes(&element)?;
                roots += usize::from(depth == 0);
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) => return Err("document types are not allowed".into()),
            Event::Text(text) if depth == 0 && !text.trim_ascii().is_empty() => {
                return Err("text outside of the root element".into());
            }
            Event::CData(_) if depth == 0 => return Err("text outside of the root element".into()),
            Event::Eof => break,
            _ => {}
        }
    }
    match (depth, roots) {
        (0, 1) => Ok(()),
        (0, _) => Err("there must be one root element".into()),
        _ => Err("an element is not closed".into()),
    }
}

fn check_attributes(element: &quick_xml::events::BytesStart<'_>) -> Result<(), String> {
    element.attributes().try_for_each(|attribute| attribute.map(|_| ()).map_err(|error| error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn known_media_types() {
        for (media_type, body, ok) in [
            ("application/json", r#"{"a":[1]}"#, true),
            ("application/json", "{", false),
            ("application/x+json; charset=utf-8", "}", false),
            ("text/plain", "{", true),
            ("application/xml", "<a b=\"c\"><d/></a>", true),
            ("application/xml", "<?xml version=\"1.0\"?>\n<a>&lt;</a>", true),
            ("application/xml", "<a><b></a>", false),
            ("application/xml", "<a></a><b></b>", false),
            ("application/xml", "<a", false),
            ("application/xml", "<a b=\"c\" b=\"d\"/>", false),
            ("application/xml", "<!DOCTYPE a><a/>", false),
        ] {
            assert_eq!(check(media_type, body).is_ok(), ok, "{media_type} {body}");
        }
    }
}
