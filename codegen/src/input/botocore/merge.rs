//! `sdk-extras.json`: what botocore merges into a file when it loads it.

use std::collections::BTreeMap;

use super::Part;
use crate::input::json::{Json, Object, find};

/// The file that an extra is for, by what it adds to.
pub(super) fn goes_into(extra: &Object<'_>) -> Option<Part> {
    let has = |name: &str| find(extra, name).is_some();
    if has("shapes") || has("metadata") || has("operations") {
        Some(Part::Service)
    } else if has("pagination") {
        Some(Part::Paginators)
    } else if has("waiters") {
        Some(Part::Waiters)
    } else if has("examples") {
        Some(Part::Examples)
    } else {
        None
    }
}

/// Merges as botocore's `deep_merge` does: objects key by key, and any other value replaces what was
/// there. Recursion is bounded by the depth that JSON is read to.
pub(super) fn merge<'a>(base: &mut Object<'a>, extra: Object<'a>) {
    let places = base.iter().enumerate().map(|(place, (key, _))| (key.clone(), place));
    let mut places: BTreeMap<_, _> = places.collect();
    for (key, value) in extra {
        let known = places.get(&key).and_then(|place| base.get_mut(*place));
        match (known, value) {
            (Some((_, Json::Object(known))), Json::Object(more)) => merge(known, more),
            (Some((_, known)), value) => *known = value,
            (None, value) => {
                places.insert(key.clone(), base.len());
                base.push((key, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::json::parse;

    #[test]
    fn objects_are_merged_and_the_rest_is_replaced() {
        let object = |text| match parse(text) {
            Ok(Json::Object(object)) => object,
            _ => Vec::new(),
        };
        let mut base = object(r#"{"a":{"b":1,"c":[1]},"d":2}"#);
        merge(&mut base, object(r#"{"a":{"c":[2],"e":3},"d":4,"f":5}"#));
        assert_eq!(base, object(r#"{"a":{"b":1,"c":[2],"e":3},"d":4,"f":5}"#));
    }
}
