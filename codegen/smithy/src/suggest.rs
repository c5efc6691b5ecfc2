//! What may have been meant by a reference to a shape that does not exist.

use crate::shape_id::ShapeId;
use crate::spelling;

/// A hint for a reference to `missing`. `fitting` are the shapes that could stand in its place.
///
/// The same name in another namespace is what a forgotten `use` looks like; a name that is spelt much alike is a slip
/// of the finger, most probably of a name in the same namespace, or in the prelude.
pub(crate) fn reference(missing: ShapeId, fitting: &[ShapeId]) -> Option<String> {
    if let Some(other) = fitting.iter().find(|id| id.name() == missing.name()) {
        return Some(format!("`{other}` exists; to refer to it by its name alone, add `use {other}`"));
    }
    let nearness = |id: &ShapeId| match id.namespace() {
        namespace if namespace == missing.namespace() => 0,
        crate::load::PRELUDE => 1,
        _ => 2,
    };
    let closest = (0..=2).find_map(|near| {
        let names = fitting.iter().filter(|id| nearness(id) == near).map(|id| id.name());
        let name = spelling::closest(missing.name(), names)?;
        fitting.iter().find(|id| nearness(id) == near && id.name() == name)
    })?;
    // The names of the prelude, and of the namespace itself, are written alone.
    let written = if nearness(closest) < 2 { closest.name() } else { closest.as_str() };
    Some(format!("did you mean `{written}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints() {
        let shapes = ["a#Forecast", "b#Weather", "smithy.api#String", "c#Strange"];
        let shapes = shapes.map(|id| ShapeId::parse(id).unwrap());
        for (missing, expected) in [
            ("a#Forcast", Some("did you mean `Forecast`?")),
            ("b#Forcast", Some("did you mean `a#Forecast`?")),
            ("a#Weather", Some("`b#Weather` exists; to refer to it by its name alone, add `use b#Weather`")),
            ("a#Strnig", Some("did you mean `String`?")),
            ("a#Missing", None),
        ] {
            let hint = reference(ShapeId::parse(missing).unwrap(), &shapes);
            assert_eq!(hint.as_deref(), expected, "{missing}");
        }
    }
}
