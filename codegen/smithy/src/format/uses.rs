//! Imports: sorted, and only those that something uses.

use std::collections::BTreeSet;

use super::tree::{
    Body, File, Header, Item, Items, Members, Pair, PropertyItem, Shape, Trait, TraitValue, Traits, Value,
};

/// Sorts the imports of a source, and drops those that nothing uses, with their comments.
pub(super) fn tidy(file: &mut File<'_>) {
    let mut names = Names::default();
    for assignment in file.control.iter().chain(&file.metadata) {
        names.value(&assignment.item.value);
    }
    for shape in &file.shapes {
        names.shape(&shape.item);
    }
    file.uses.retain(|statement| names.0.contains(statement.item.rsplit('#').next().unwrap_or_default()));
    file.uses.sort_by_key(|statement| statement.item);
}

/// The relative names that a source refers to.
#[derive(Default)]
struct Names<'s>(BTreeSet<&'s str>);

impl<'s> Names<'s> {
    fn name(&mut self, name: &'s str) {
        if !name.contains('#') {
            self.0.insert(name.split('$').next().unwrap_or(name));
        }
    }

    fn names(&mut self, names: &Items<'s, &'s str>) {
        elements(names).for_each(|name| self.name(name));
    }

    fn value(&mut self, value: &Value<'s>) {
        match value {
            Value::Name(name) => self.name(name),
            Value::Array(items) => elements(items).for_each(|value| self.value(value)),
            Value::Object(items) => self.pairs(items),
            Value::Literal(_) | Value::TextBlock(_) => {}
        }
    }

    fn pairs(&mut self, items: &Items<'s, Pair<'s>>) {
        elements(items).for_each(|pair| self.value(&pair.value));
    }

    fn applied(&mut self, applied: &Trait<'s>) {
        self.name(applied.name);
        match &applied.value {
            TraitValue::None => {}
            TraitValue::Node(_, value, _) => self.value(value),
            TraitValue::Members(items) => self.pairs(items),
        }
    }

    fn traits(&mut self, traits: &Traits<'s>) {
        elements(traits).for_each(|applied| self.applied(applied));
    }

    fn header(&mut self, header: &Header<'s>) {
        header.resource.into_iter().for_each(|resource| self.name(resource));
        header.mixins.iter().for_each(|mixins| self.names(mixins));
    }

    fn members(&mut self, members: &Members<'s>) {
        for member in &members.members {
            self.traits(&member.traits);
            member.target.into_iter().for_each(|target| self.name(target));
            member.value.iter().for_each(|value| self.value(value));
        }
    }

    fn shape(&mut self, shape: &Shape<'s>) {
        self.traits(&shape.traits);
        self.header(&shape.header);
        match &shape.body {
            Body::None => {}
            Body::Members(members) => self.members(members),
            Body::Properties(properties) => self.pairs(properties),
            Body::ApplyOne(applied) => {
                self.name(shape.name);
                self.applied(applied);
            }
            Body::ApplyMany(applied) => {
                self.name(shape.name);
                self.traits(applied);
            }
            Body::Operation(properties, _) => {
                for property in properties {
                    match &property.item {
                        PropertyItem::Target(_, target) => self.name(target),
                        PropertyItem::Errors(errors) => self.names(errors),
                        PropertyItem::Inline { traits, header, members, .. } => {
                            self.traits(traits);
                            self.header(header);
                            self.members(members);
                        }
                    }
                }
            }
        }
    }
}

fn elements<'i, T>(items: &'i [Item<'_, T>]) -> impl Iterator<Item = &'i T> {
    items.iter().filter_map(|item| if let Item::Element(element) = item { Some(element) } else { None })
}
