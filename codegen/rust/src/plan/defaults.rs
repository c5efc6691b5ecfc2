//! Modelled defaults, as Rust expressions ([default trait](https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait)).

use whitesmith_smithy::{Node, Shape, ShapeType, Value, base64};

use super::Context;
use super::closure::is_enum;
use super::literal;

impl Context<'_> {
    /// The expression for a default value, or `None` where it is that of the type: zero, false, empty.
    pub(super) fn default_value(&self, target: &Shape, default: &Node) -> Option<String> {
        if is_enum(target) {
            let value = match &default.value {
                Value::String(text) => literal::string(text),
                Value::Number(number) => number.as_str().to_owned(),
                _ => return None,
            };
            return Some(format!("{}::from({value})", self.rust_type(target.id)));
        }
        match (target.shape_type(), &default.value) {
            (ShapeType::Document, value) => document(value),
            (_, Value::Boolean(true)) => Some("true".into()),
            (ShapeType::String, Value::String(text)) if !text.is_empty() => {
                Some(format!("String::from({})", literal::string(text)))
            }
            (ShapeType::Blob, Value::String(text)) if !text.is_empty() => {
                let bytes: String = base64::decode(text).ok()?.iter().map(|b| b.escape_ascii().to_string()).collect();
                let path = self.rust_type(target.id);
                Some(format!("{path}::from(whitesmith::Bytes::from_static(b\"{bytes}\"))"))
            }
            (ShapeType::Timestamp, Value::Number(seconds)) => {
                let (whole, fraction) = seconds.as_str().split_once('.').unwrap_or((seconds.as_str(), ""));
                let nanoseconds = format!("{fraction:0<9.9}");
                let nanoseconds = nanoseconds.trim_start_matches('0');
                let nanoseconds = if nanoseconds.is_empty() { "0" } else { nanoseconds };
                (whole != "0" || nanoseconds != "0").then(|| {
                    format!(
                        "whitesmith::Timestamp::new({}, {})",
                        literal::integer(whole),
                        literal::integer(nanoseconds)
                    )
                })
            }
            (ShapeType::Timestamp, Value::String(text)) => {
                let (seconds, nanoseconds) = parse_date_time(text)?;
                Some(format!("whitesmith::Timestamp::new({}, {nanoseconds})", literal::integer(&seconds.to_string())))
            }
            (ShapeType::Float | ShapeType::Double, Value::Number(number)) if number.as_f64() != 0.0 => {
                Some(float(number.as_str()))
            }
            (ShapeType::BigInteger | ShapeType::BigDecimal, Value::Number(number)) if number.as_str() != "0" => {
                Some(format!("{}::from_literal({})", self.rust_type(target.id), literal::string(number.as_str())))
            }
            (ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long, Value::Number(number))
                if number.as_f64() != 0.0 =>
            {
                Some(literal::integer(number.as_str()))
            }
            _ => None,
        }
    }
}

fn float(text: &str) -> String {
    if text.contains(['.', 'e', 'E']) { text.to_owned() } else { format!("{text}.0") }
}

fn document(value: &Value) -> Option<String> {
    match value {
        Value::Boolean(value) => Some(format!("whitesmith::Document::from({value})")),
        Value::String(text) => Some(format!("whitesmith::Document::from({})", literal::string(text))),
        Value::Number(number) if number.is_integer() => {
            Some(format!("whitesmith::Document::from({}_i64)", number.as_str()))
        }
        Value::Number(number) => Some(format!("whitesmith::Document::from({}_f64)", float(number.as_str()))),
        Value::Array(_) => Some("whitesmith::Document::List(Vec::new())".into()),
        Value::Object(_) => Some("whitesmith::Document::Map(std::collections::BTreeMap::new())".into()),
        Value::Null => None,
    }
}

/// Seconds since the epoch, and nanoseconds, of an RFC 3339 time in UTC.
fn parse_date_time(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let numbers =
        |text: &str, separator| -> Option<Vec<i64>> { text.split(separator).map(|part| part.parse().ok()).collect() };
    let (date, time) = (numbers(date, '-')?, numbers(time, ':')?);
    let (&[year, month, day], &[hour, minute, second]) = (date.as_slice(), time.as_slice()) else { return None };
    // Days from the civil calendar: years start in March, so that a leap day is the last of its year.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1 - 719_468;
    let nanoseconds = format!("{fraction:0<9.9}").parse().ok()?;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second, nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(parse_date_time("1985-04-12T23:20:50.52Z"), Some((482_196_050, 520_000_000)));
        assert_eq!(parse_date_time("1970-01-01T00:00:00Z"), Some((0, 0)));
        assert_eq!(parse_date_time("yesterday"), None);
    }
}
