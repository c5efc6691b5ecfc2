//! Constraints of the model that an input breaks
//! ([constraint traits](https://smithy.io/2.0/spec/constraint-traits.html)).

/// One broken constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a JSON pointer.
    pub path: String,
    /// What is wrong, in the words of `smithy.framework#ValidationException`.
    pub message: String,
}

impl Violation {
    /// What is said of the value at `path`.
    pub fn new(path: impl Into<String>, what: &str) -> Self {
        let path = path.into();
        Self { message: format!("Value at '{path}' failed to satisfy constraint: {what}"), path }
    }

    /// What is said of the value at `path`, which has the wrong length.
    pub fn of_length(path: impl Into<String>, length: u64, what: &str) -> Self {
        let path = path.into();
        let message = format!("Value with length {length} at '{path}' failed to satisfy constraint: {what}");
        Self { path, message }
    }

    /// A required member is not there.
    pub fn missing(path: impl Into<String>) -> Self {
        Self::new(path, "Member must not be null")
    }
}

/// What to say of them all in one line.
pub fn summary(violations: &[Violation]) -> String {
    let messages: Vec<_> = violations.iter().map(|violation| violation.message.as_str()).collect();
    let plural = if violations.len() == 1 { "" } else { "s" };
    format!("{} validation error{plural} detected. {}", violations.len(), messages.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording() {
        let one = [Violation::missing("/string")];
        let message = "Value at '/string' failed to satisfy constraint: Member must not be null";
        assert_eq!(one[0].message, message);
        assert_eq!(summary(&one), format!("1 validation error detected. {message}"));
        let two = [one[0].clone(), one[0].clone()];
        assert_eq!(summary(&two), format!("2 validation errors detected. {message}; {message}"));
    }
}
