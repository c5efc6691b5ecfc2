//! Guesses at what was meant by a name that stands for nothing.

/// The candidate most like `name`, if one is like it enough to be worth mentioning.
pub fn closest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (name.len() / 8).clamp(1, 3);
    let scored = candidates.filter(|candidate| candidate.len().abs_diff(name.len()) <= limit).filter_map(|candidate| {
        let distance = distance(name, candidate, limit)?;
        Some((distance, candidate))
    });
    scored.min().map(|(_, candidate)| candidate)
}

/// How many bytes have to be inserted, removed, replaced, or swapped with their neighbor, to make one of the other,
/// letter case aside; `None` when that is more than `limit`.
fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let same = |a: &u8, b: &u8| a.eq_ignore_ascii_case(b);
    // What both share at their ends does not matter, and is nearly everything.
    let prefix = left.iter().zip(right).take_while(|(a, b)| same(a, b)).count();
    let (left, right) = (left.get(prefix..)?, right.get(prefix..)?);
    let suffix = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (left, right) = (left.get(..left.len() - suffix)?, right.get(..right.len() - suffix)?);
    if left.len().max(right.len()) > 4 * limit {
        return None;
    }
    let width = right.len() + 1;
    let mut rows = vec![(0..width).collect::<Vec<usize>>()];
    for (i, a) in left.iter().enumerate() {
        let above = rows.get(i)?;
        let mut row = Vec::with_capacity(width);
        row.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let replaced = above.get(j)? + usize::from(!same(a, b));
            let mut best = replaced.min(above.get(j + 1)? + 1).min(row.get(j)? + 1);
            if i > 0 && j > 0 && same(a, right.get(j - 1)?) && same(left.get(i - 1)?, b) {
                best = best.min(rows.get(i - 1)?.get(j - 1)? + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last()?.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn suggestions() {
        let names = ["a#Forecast", "a#ForecastList", "smithy.api#required", "smithy.api#String"];
        for (name, expected) in [
            ("a#Forcast", Some("a#Forecast")),
            ("a#forecast", Some("a#Forecast")),
            ("smithy.api#requried", Some("smithy.api#required")),
            ("smithy.api#Strnig", Some("smithy.api#String")),
            ("a#Weather", None),
        ] {
            assert_eq!(closest(name, names.into_iter()), expected, "{name}");
        }
    }
}
