//! Patterns that pick by id.

/// Whether an id is picked: `*` stands for any characters, `?` for one. A pattern without a slash is for the last part
/// of an id.
pub(crate) fn picks(pattern: &str, id: &str) -> bool {
    let id = if pattern.contains('/') { id } else { id.rsplit('/').next().unwrap_or(id) };
    matches(&pattern.chars().collect::<Vec<_>>(), &id.chars().collect::<Vec<_>>())
}

/// Goes back to the last star only, which is enough: an earlier one could take no more than the last does.
fn matches(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut star = None;
    while place < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(c) if *c == '?' || *c == text[place] => {
                at += 1;
                place += 1;
            }
            _ => match star {
                Some((star_at, taken)) => {
                    star = Some((star_at, taken + 1));
                    (at, place) = (star_at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_for_the_last_part_unless_it_has_a_slash() {
        for (pattern, id) in [
            ("*", "a/b/C"),
            ("C", "a/b/C"),
            ("Json*Trait", "input/json/JsonEndpointTrait"),
            ("input/*", "input/json/C"),
            ("*/json/?", "input/json/C"),
            ("*a*b", "xaxabxb"),
        ] {
            assert!(picks(pattern, id), "{pattern} does not pick {id}");
        }
        for (pattern, id) in [
            ("b", "a/b/C"),
            ("c", "a/b/C"),
            ("?", "a/b/CC"),
            ("output/*", "input/json/C"),
            ("", "a"),
        ] {
            assert!(!picks(pattern, id), "{pattern} picks {id}");
        }
    }
}
