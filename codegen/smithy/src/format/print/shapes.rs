//! Shape statements.

use super::super::WIDTH;
use super::super::apart::{members_are_apart, properties_are_apart};
use super::super::tree::{Body, Comments, Header, Item, Items, Member, Members, Property, PropertyItem, Shape, Traits};
use super::values::Measure;
use super::{comments, end_line, values};
use crate::write::text::Text;

/// Prints a shape, up to its closing brace.
pub(super) fn shape(text: &mut Text, shape: &Shape<'_>) {
    values::traits(text, &shape.traits, Measure::Line);
    text.put(&format!("{} {}", shape.keyword, shape.name));
    header(text, " ", &shape.header, Measure::Line);
    match &shape.body {
        Body::None => {}
        Body::Members(members) => {
            before_brace(text, if is_empty(members) { "{}" } else { "{" });
            self::members(text, members);
        }
        Body::Properties(properties) => {
            before_brace(text, if properties.is_empty() { "{}" } else { "{" });
            values::entity(text, properties);
        }
        Body::Operation(properties, rest) => {
            before_brace(text, if properties.is_empty() && rest.is_empty() { "{}" } else { "{" });
            operation(text, properties, rest);
        }
        Body::ApplyOne(applied) => {
            text.put(" ");
            values::applied(text, applied, Measure::Line);
        }
        Body::ApplyMany(applied) => {
            text.put(" ");
            text.block("{", "}", |text| values::traits(text, applied, Measure::Line));
        }
    }
}

/// A brace stands on the line of the name, if that has room for it.
fn before_brace(text: &mut Text, brace: &str) {
    if text.column() + 1 + brace.len() <= WIDTH { text.put(" ") } else { text.end_line() }
}

/// Prints `for Resource with [Mixin, …]`; `before` stands before it, if there is something to print.
fn header(text: &mut Text, before: &str, header: &Header<'_>, measure: Measure) {
    let mut gap = before;
    if let Some(resource) = header.resource {
        text.put(&format!("{gap}for {resource}"));
        gap = " ";
    }
    let Some(mixins) = &header.mixins else { return };
    text.put(&format!("{gap}with "));
    let element =
        |item: &Item<'_, &'_ str>| if let Item::Element(name) = item { Some((*name).to_owned()) } else { None };
    let names: Option<Vec<String>> = mixins.iter().map(element).collect();
    let flat = names.map(|names| format!("[{}]", names.join(", ")));
    let has_room =
        |flat: &String| measure == Measure::Value || mixins.len() == 1 || text.column() + flat.chars().count() <= WIDTH;
    match flat.filter(has_room) {
        Some(flat) => text.put(&flat),
        None => names_in_lines(text, mixins),
    }
}

fn names_in_lines(text: &mut Text, names: &Items<'_, &str>) {
    text.block("[", "]", |text| comments::items(text, names, |text, name| text.put(name)));
}

fn is_empty(members: &Members<'_>) -> bool {
    members.members.is_empty() && members.rest.is_empty()
}

/// Prints members in braces: apart, when one of them has a trait, or there is a comment before or behind one.
fn members(text: &mut Text, members: &Members<'_>) {
    if is_empty(members) {
        return text.put("{}");
    }
    let apart = members_are_apart(&members.members, &members.rest);
    text.block("{", "}", |text| {
        for (at, member) in members.members.iter().enumerate() {
            if at > 0 && apart {
                text.end_line();
            }
            self::member(text, member);
        }
        rest(text, apart && !members.members.is_empty(), &members.rest);
    });
}

/// Prints comments behind the last member or property.
fn rest(text: &mut Text, apart: bool, comments: &Comments<'_>) {
    if apart && !comments.is_empty() {
        text.end_line();
    }
    comments::lines(text, comments);
}

fn member(text: &mut Text, member: &Member<'_>) {
    values::traits(text, &member.traits, Measure::Value);
    text.put(member.name);
    if let Some(target) = member.target {
        text.put(&format!(": {target}"));
    }
    if let Some(value) = &member.value {
        text.put(" = ");
        values::value(text, value, Measure::Value);
    }
    end_line(text, member.trailing.as_ref());
}

/// Prints the properties of an operation in braces: apart, when one of them has a trait or a comment.
fn operation(text: &mut Text, properties: &[Property<'_>], behind: &Comments<'_>) {
    if properties.is_empty() && behind.is_empty() {
        return text.put("{}");
    }
    let apart = properties_are_apart(properties, behind);
    text.block("{", "}", |text| {
        for (at, property) in properties.iter().enumerate() {
            if at > 0 && apart {
                text.end_line();
            }
            comments::lines(text, &property.before);
            self::property(text, &property.item);
            end_line(text, property.trailing.as_ref());
        }
        rest(text, !properties.is_empty(), behind);
    });
}

fn property(text: &mut Text, property: &PropertyItem<'_>) {
    match property {
        PropertyItem::Target(key, target) => text.put(&format!("{key}: {target}")),
        PropertyItem::Errors(errors) => {
            text.put("errors: ");
            text.block("[", "]", |text| {
                comments::items(text, errors, |text, name| text.put(name));
                if errors.is_empty() {
                    text.end_line();
                }
            });
        }
        PropertyItem::Inline { key, traits, header, members } => inline(text, key, traits, header, members),
    }
}

fn inline(text: &mut Text, key: &str, traits: &Traits<'_>, header: &Header<'_>, members: &Members<'_>) {
    text.put(&format!("{key} :="));
    if traits.is_empty() {
        self::header(text, " ", header, Measure::Value);
        text.put(" ");
        return self::members(text, members);
    }
    text.end_line();
    text.indent();
    values::traits(text, traits, Measure::Value);
    self::header(text, "", header, Measure::Value);
    text.put(" ");
    self::members(text, members);
    text.dedent();
}
