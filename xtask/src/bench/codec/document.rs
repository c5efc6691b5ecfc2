//! A document of a shape: the same one in every run, and as near to what services send as a rule can come.
//!
//! Required members are always there. Of the optional ones every fourth simple one is, one structure, and one
//! list or map, so that what has a hundred kinds of details has details of one kind. Lists of structures mostly
//! have one element. What a text looks like follows from the name of its member: an ARN, a date, a sentence, a word.

use serde_json::json;
use whitesmith_smithy::{Model, Shape, ShapeType, ids};

/// The document, of at least `size` bytes: elements are added to the first list of the output until it has them.
pub(super) fn build(model: &Model, output: &Shape, size: usize) -> Result<String, String> {
    let mut writer = Writer { model, random: Random(0x9E37_79B9_7F4A_7C15) };
    let list = model
        .members(output)
        .filter_map(|member| Some((member, model.target(member)?)))
        .find(|(_, target)| target.shape_type() == ShapeType::List);
    let Some((member, list)) = list else {
        return Err(format!("the output `{}` has no list to fill", output.id));
    };
    let element = model.members(list).next().and_then(|member| model.target(member));
    let element = element.ok_or_else(|| format!("`{}` has no member", list.id))?;
    let (mut elements, mut length) = (Vec::new(), 0);
    while length < size {
        let value = writer.value("", element, 0);
        length += value.len() + 1;
        elements.push(value);
    }
    Ok(object([(member.id.member().unwrap_or_default(), array(&elements))]))
}

/// An object with its members in this order: that of the model, in which services write.
fn object<'a>(members: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let members: Vec<String> = members.into_iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", members.join(","))
}

fn array(elements: &[String]) -> String {
    format!("[{}]", elements.join(","))
}

/// Enough randomness for this, and the same on every machine (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

struct Writer<'m> {
    model: &'m Model,
    random: Random,
}

impl Writer<'_> {
    /// A value of a shape, for the member of this name.
    fn value(&mut self, name: &str, shape: &Shape, depth: usize) -> String {
        match shape.shape_type() {
            ShapeType::Boolean => json!(self.random.below(2) == 0).to_string(),
            ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum => {
                json!(self.random.below(100)).to_string()
            }
            // Halves are the same number in any precision.
            ShapeType::Float | ShapeType::Double => {
                json!(f64::from(u8::try_from(self.random.below(200)).unwrap_or(0)) + 0.5).to_string()
            }
            ShapeType::BigInteger | ShapeType::BigDecimal => json!(self.random.below(1 << 30)).to_string(),
            ShapeType::Timestamp => json!(self.date()).to_string(),
            ShapeType::Blob => json!("d2hpdGVzbWl0aA==").to_string(),
            ShapeType::Enum => self.enumeration(shape),
            ShapeType::List | ShapeType::Set => self.list(name, shape, depth),
            ShapeType::Map => self.map(shape, depth),
            ShapeType::Structure => self.structure(shape, depth),
            ShapeType::Union => self.union(shape, depth),
            _ => json!(self.text(name)).to_string(),
        }
    }

    fn date(&mut self) -> String {
        format!(
            "2026-{:02}-{:02}T09:30:{:02}Z",
            1 + self.random.below(12),
            1 + self.random.below(28),
            self.random.below(60)
        )
    }

    /// Some of these words; every sixteenth text has something to escape in it.
    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 10] =
            ["security", "group", "allows", "unrestricted", "ingress", "to", "port", "22", "from", "0.0.0.0/0"];
        let mut text: Vec<&str> = (0..count).map(|_| WORDS[self.random.below(WORDS.len())]).collect();
        if self.random.below(16) == 0 {
            text.push("\"see\nbelow\"");
        }
        text.join(" ")
    }

    fn text(&mut self, name: &str) -> String {
        let number = self.random.below(1 << 30);
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if name == "Id" || ends(&["Arn", "ARN"]) {
            format!("arn:aws:securityhub:eu-west-1:123456789012:control/aws-foundational/v/1.0.0/EC2.{number}")
        } else if ends(&["Id", "Ids", "Identifier"]) {
            format!("id-{number:012x}")
        } else if ends(&["At", "Time", "Date"]) {
            self.date()
        } else if ends(&["Url", "Uri"]) {
            format!("https://docs.example.com/securityhub/remediation/EC2.{number}")
        } else if ends(&["Description", "Text", "Message", "Reason"]) {
            self.words(20)
        } else if ends(&["Title"]) {
            self.words(8)
        } else {
            self.words(1)
        }
    }

    fn enumeration(&mut self, shape: &Shape) -> String {
        let index = self.random.below(shape.members.len());
        let member = self.model.members(shape).nth(index);
        let value = member.and_then(|member| {
            member.trait_value(ids::ENUM_VALUE).and_then(|node| node.as_str()).or_else(|| member.id.member())
        });
        json!(value.unwrap_or_default()).to_string()
    }

    fn list(&mut self, name: &str, shape: &Shape, depth: usize) -> String {
        let model = self.model;
        let Some(target) = model.members(shape).next().and_then(|member| model.target(member)) else {
            return array(&[]);
        };
        let count = if is_simple(target) { 1 + self.random.below(3) } else { 1 + self.random.below(4) / 3 };
        array(&(0..count).map(|_| self.value(name, target, depth + 1)).collect::<Vec<_>>())
    }

    fn map(&mut self, shape: &Shape, depth: usize) -> String {
        let model = self.model;
        let Some(target) = model.members(shape).nth(1).and_then(|member| model.target(member)) else {
            return object([]);
        };
        let keys = ["aws/securityhub/ProductName", "ControlId", "RecommendationUrl", "StandardsControlArn"];
        let count = 1 + self.random.below(keys.len());
        object(keys.iter().take(count).map(|key| (*key, self.value(key, target, depth + 1))).collect::<Vec<_>>())
    }

    fn union(&mut self, shape: &Shape, depth: usize) -> String {
        let index = self.random.below(shape.members.len());
        let model = self.model;
        let Some(member) = model.members(shape).nth(index) else { return object([]) };
        let name = member.id.member().unwrap_or_default();
        let value = model.target(member).map_or_else(|| "null".into(), |target| self.value(name, target, depth + 1));
        object([(name, value)])
    }

    fn structure(&mut self, shape: &Shape, depth: usize) -> String {
        let model = self.model;
        let members: Vec<(&Shape, &Shape)> =
            model.members(shape).filter_map(|member| Some((member, model.target(member)?))).collect();
        let optional = |member: &Shape| !member.has_trait(ids::REQUIRED);
        let mut one_of = |wanted: &dyn Fn(&Shape) -> bool| {
            let found: Vec<usize> =
                (0..members.len()).filter(|i| optional(members[*i].0) && wanted(members[*i].1)).collect();
            found.get(self.random.below(found.len())).copied()
        };
        let structured = |shape: &Shape| matches!(shape.shape_type(), ShapeType::Structure | ShapeType::Union);
        let chosen = [one_of(&structured), one_of(&|shape| !structured(shape) && !is_simple(shape))];
        let mut present = Vec::new();
        for (index, (member, target)) in members.iter().enumerate() {
            let some =
                depth < 10 && if is_simple(target) { self.random.below(4) == 0 } else { chosen.contains(&Some(index)) };
            if some || !optional(member) {
                let name = member.id.member().unwrap_or_default();
                let wire = member.trait_value(ids::JSON_NAME).and_then(|node| node.as_str()).unwrap_or(name);
                present.push((wire, self.value(name, target, depth + 1)));
            }
        }
        object(present)
    }
}

/// Whether a value of the shape holds no other values.
fn is_simple(shape: &Shape) -> bool {
    !matches!(
        shape.shape_type(),
        ShapeType::Structure | ShapeType::Union | ShapeType::List | ShapeType::Set | ShapeType::Map
    )
}
