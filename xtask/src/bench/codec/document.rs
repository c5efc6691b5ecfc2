//! A document of a shape: the same one in every run, with about as much in it as services send.
//!
//! Required members are always there. Of the optional ones every second simple one is, and two of those that hold
//! more, so that a structure with a hundred kinds of details has details of two kinds.

use serde_json::{Map, Value, json};
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
        let value = writer.value(element, 0);
        length += value.to_string().len() + 1;
        elements.push(value);
    }
    let name = member.id.member().unwrap_or_default().to_owned();
    Ok(Value::Object(Map::from_iter([(name, Value::Array(elements))])).to_string())
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
    fn value(&mut self, shape: &Shape, depth: usize) -> Value {
        match shape.shape_type() {
            ShapeType::Boolean => json!(self.random.below(2) == 0),
            ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum => {
                json!(self.random.below(100))
            }
            // Halves are the same number in any precision.
            ShapeType::Float | ShapeType::Double => {
                json!(f64::from(u8::try_from(self.random.below(200)).unwrap_or(0)) + 0.5)
            }
            ShapeType::BigInteger | ShapeType::BigDecimal => json!(self.random.below(1 << 30)),
            ShapeType::Timestamp => {
                json!(format!("2026-{:02}-{:02}T09:30:00Z", 1 + self.random.below(12), 1 + self.random.below(28)))
            }
            ShapeType::Blob => json!("d2hpdGVzbWl0aA=="),
            ShapeType::Enum => self.enumeration(shape),
            ShapeType::List | ShapeType::Set => self.list(shape, depth),
            ShapeType::Map => self.map(shape, depth),
            ShapeType::Structure => self.structure(shape, depth),
            ShapeType::Union => self.union(shape, depth),
            _ => Value::String(self.text()),
        }
    }

    /// Words; every sixteenth text has something to escape in it.
    fn text(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "security",
            "group",
            "allows",
            "unrestricted",
            "access",
            "to",
            "port",
            "22",
            "from",
            "arn:aws:ec2:eu-west-1",
            "123456789012",
            "instance/i-0abcd1234",
        ];
        let count = 1 + self.random.below(6);
        let mut text: Vec<&str> = (0..count).map(|_| WORDS[self.random.below(WORDS.len())]).collect();
        if self.random.below(16) == 0 {
            text.push("\"see\nbelow\"");
        }
        text.join(" ")
    }

    fn enumeration(&mut self, shape: &Shape) -> Value {
        let index = self.random.below(shape.members.len());
        let member = self.model.members(shape).nth(index);
        let value = member.and_then(|member| {
            member.trait_value(ids::ENUM_VALUE).and_then(|node| node.as_str()).or_else(|| member.id.member())
        });
        Value::String(value.unwrap_or_default().to_owned())
    }

    fn member(&mut self, container: &Shape, index: usize, depth: usize) -> Value {
        let target = self.model.members(container).nth(index).and_then(|member| self.model.target(member));
        target.map_or(Value::Null, |target| self.value(target, depth + 1))
    }

    fn list(&mut self, shape: &Shape, depth: usize) -> Value {
        let count = if depth > 6 { 0 } else { 1 + self.random.below(3) };
        Value::Array((0..count).map(|_| self.member(shape, 0, depth)).collect())
    }

    fn map(&mut self, shape: &Shape, depth: usize) -> Value {
        let count = if depth > 6 { 0 } else { 1 + self.random.below(3) };
        Value::Object((0..count).map(|index| (format!("key-{index}"), self.member(shape, 1, depth))).collect())
    }

    fn union(&mut self, shape: &Shape, depth: usize) -> Value {
        let index = self.random.below(shape.members.len());
        let name = self.model.members(shape).nth(index).and_then(|member| member.id.member()).unwrap_or_default();
        let name = name.to_owned();
        Value::Object(Map::from_iter([(name, self.member(shape, index, depth))]))
    }

    fn structure(&mut self, shape: &Shape, depth: usize) -> Value {
        let members: Vec<(&Shape, &Shape)> =
            self.model.members(shape).filter_map(|member| Some((member, self.model.target(member)?))).collect();
        let simple = |target: &Shape| {
            !matches!(
                target.shape_type(),
                ShapeType::Structure | ShapeType::Union | ShapeType::List | ShapeType::Set | ShapeType::Map
            )
        };
        let rich: Vec<usize> = (0..members.len())
            .filter(|index| !simple(members[*index].1) && !members[*index].0.has_trait(ids::REQUIRED))
            .collect();
        let chosen: Vec<usize> = (0..2).filter_map(|_| rich.get(self.random.below(rich.len())).copied()).collect();
        let mut object = Map::new();
        for (index, (member, target)) in members.iter().enumerate() {
            let there = member.has_trait(ids::REQUIRED)
                || depth < 8 && if simple(target) { self.random.below(2) == 0 } else { chosen.contains(&index) };
            if there {
                let name = member.id.member().unwrap_or_default();
                let wire = member.trait_value(ids::JSON_NAME).and_then(|node| node.as_str()).unwrap_or(name);
                object.insert(wire.to_owned(), self.value(target, depth + 1));
            }
        }
        Value::Object(object)
    }
}
