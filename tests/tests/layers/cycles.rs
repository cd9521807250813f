//! Whether imports go one way: no module uses one that comes back to it.
//!
//! A module is a file. What stands in `lib.rs` or `main.rs` is a module as well, the root, and an item of a
//! parent belongs to the parent. That a file declares a module is no use of it; that it calls what is in it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::Breach;
use crate::source::File;

/// What each module uses.
type Uses<'a> = BTreeMap<&'a [String], BTreeSet<&'a [String]>>;

/// A place where a module uses another.
pub(crate) struct Use<'a> {
    pub(crate) file: &'a File,
    pub(crate) line: usize,
    pub(crate) from: &'a [String],
    pub(crate) to: &'a [String],
}

/// Every use of a module by which there is a way back. Modules are told apart down to a depth: with a depth of 1,
/// a file is one with all that is in the folder of its name.
pub(crate) fn breaches(files: &[File], depth: usize) -> Vec<Breach> {
    let all = uses(files, depth);
    let mut used = Uses::new();
    for Use { from, to, .. } in &all {
        used.entry(*from).or_default().insert(*to);
    }
    let back = all.iter().filter(|it| reaches(it.to, it.from, &used));
    back.map(|Use { file, line, from, to }| {
        let rule = format!("`{}` uses `{}`, which comes back to it", name(from), name(to));
        Breach { file: file.path.clone(), line: *line, rule }
    })
    .collect()
}

/// Every use of a module by another. Modules are told apart down to a depth, as in [`breaches`].
pub(crate) fn uses(files: &[File], depth: usize) -> Vec<Use<'_>> {
    let modules: BTreeSet<&[String]> = files.iter().map(|file| file.module.as_slice()).collect();
    files.iter().flat_map(|file| uses_of(file, depth, &modules)).collect()
}

fn uses_of<'a>(file: &'a File, depth: usize, modules: &BTreeSet<&'a [String]>) -> Vec<Use<'a>> {
    let cut = |module: &'a [String]| &module[..module.len().min(depth)];
    let from = cut(&file.module);
    let to = |path: &[String]| used(path, &file.module, modules).map(cut);
    let all = file.paths.iter().filter_map(|(line, path)| Some((*line, to(path)?)));
    all.filter(|(_, to)| *to != from).map(|(line, to)| Use { file, line, from, to }).collect()
}

/// The name of a module; `crate` for the root.
pub(crate) fn name(module: &[String]) -> String {
    if module.is_empty() { "crate".to_owned() } else { module.join("::") }
}

/// The module that a path leads to, if it is one of the crate's: the longest that the path starts with.
fn used<'a>(
    path: &[String],
    module: &[String],
    modules: &BTreeSet<&'a [String]>,
) -> Option<&'a [String]> {
    let (first, rest) = path.split_first()?;
    let known = |names: &[String]| modules.get(names).copied();
    if first == "crate" {
        return (0..=rest.len()).rev().find_map(|length| known(&rest[..length]));
    }
    // A path that starts with the name of a module within this one, such as `disk::write`; a name alone may be
    // anything.
    let shortest = if rest.is_empty() { 2 } else { 1 };
    let within = |length| known(&[module, &path[..length]].concat());
    (shortest..=path.len()).rev().find_map(within)
}

fn reaches(from: &[String], to: &[String], uses: &Uses) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(at) = next.pop() {
        if at == to {
            return true;
        }
        next.extend(uses.get(at).into_iter().flatten().copied().filter(|to| seen.insert(*to)));
    }
    false
}

mod tests {
    use std::path::{Path, PathBuf};

    use super::breaches;
    use crate::Breach;
    use crate::source::{File, package_files};

    fn file(module: &str, text: &str) -> File {
        let names = module.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        File::new(PathBuf::from(format!("{module}.rs")), names, text)
    }

    /// The breaches of a crate whose modules say this.
    fn found(files: &[(&str, &str)], depth: usize) -> Vec<String> {
        let files: Vec<File> = files.iter().map(|(module, text)| file(module, text)).collect();
        breaches(&files, depth).iter().map(Breach::to_string).collect()
    }

    #[test]
    fn a_way_back_is_found_however_it_is_written() {
        let to_b = ("a", "use crate::b::B;");
        for text in [
            "use crate::a::A;",
            "use super::a;",
            "use crate::{a::A, x};",
            "fn f() -> Vec<crate::a::A> { Vec::new() }",
            "mod own { use super::super::a::A; }",
            "fn f() { super::a::make() }",
            "use super::*;\n#[cfg(test)]\nfn t() {}\nuse crate::a::A;",
        ] {
            let breaches = found(&[("", ""), to_b, ("b", text)], usize::MAX);
            assert_eq!(breaches.len(), 2, "{text}: {breaches:?}");
            assert_eq!(breaches[0], "a.rs:1: `a` uses `b`, which comes back to it");
        }
    }

    #[test]
    fn the_root_and_parents_are_modules() {
        for files in [
            [("", "use crate::a::run;"), ("a", "use crate::Outcome;")],
            [("", "mod a;\nfn main() { a::run() }"), ("a", "fn f() -> crate::Outcome {}")],
            [("a", "mod b;\npub use self::b::B;"), ("a::b", "use super::A;")],
            [("a", "mod b;\nfn f() { b::run() }"), ("a::b", "use super::A;")],
        ] {
            assert_eq!(found(&files, usize::MAX).len(), 2, "{files:?}");
        }
    }

    #[test]
    fn a_way_over_others_is_found() {
        let files =
            [("a", "use crate::b::c::C;"), ("b::c", "use crate::d;"), ("d", "use crate::a;")];
        assert_eq!(found(&files, usize::MAX).len(), 3);
        assert_eq!(found(&files, 1)[1], "b::c.rs:1: `b` uses `d`, which comes back to it");
        let within = [("a::b", "use super::c::C;"), ("a::c", "use super::b::B;")];
        assert_eq!((found(&within, usize::MAX).len(), found(&within, 1).len()), (2, 0));
    }

    #[test]
    fn what_is_no_use_is_no_way() {
        let to_b = ("a", "use crate::b::B;");
        for text in [
            "// use crate::a;",
            "const A: &str = \"crate::a::A\";",
            "pub(in crate::a) fn f() {}",
            "#[cfg(test)]\nmod tests { use crate::a::A; }",
            "#[cfg(test)]\nuse crate::a::A;\nuse std::fs;",
            "#[cfg(all(test, feature = \"json\"))]\nmod tests { use crate::a::A; }",
            "fn f() { #[cfg(test)] crate::a::stop(); }",
            "mod own { use super::B; pub(super) fn f() {} }",
            "use other::a::A;",
            "fn f() { quote!(crate::a::A { inner: [crate::a::B] }); }",
            "fn f(a: u8) { a }",
        ] {
            assert!(
                found(&[("", "mod a; mod b;"), to_b, ("b", text)], usize::MAX).is_empty(),
                "{text}"
            );
        }
    }

    /// What the rule holds would be broken by one line in any of these files.
    #[test]
    fn a_line_that_is_planted_is_found() {
        for (package, depth, path, line) in [
            ("smithgen", usize::MAX, "smithgen/src/swap/disk.rs", "use crate::swap::Site;"),
            ("smithgen", usize::MAX, "smithgen/src/swap/disk.rs", "use super::Site;"),
            ("smithgen", usize::MAX, "smithgen/src/screen/terminal.rs", "use crate::Outcome;"),
            (
                "smithgen",
                usize::MAX,
                "smithgen/src/paths.rs",
                "fn f() { drop(crate::job::run_all(&[])); }",
            ),
            ("smithgen", usize::MAX, "smithgen/src/models/pull.rs", "use super::Args as Others;"),
            ("smithgen", usize::MAX, "smithgen/src/regenerate/rerun.rs", "use super::run;"),
            ("codegen", 2, "codegen/src/ir/package.rs", "use crate::Settings;"),
            ("codegen", 2, "codegen/src/lower/variants.rs", "use super::types;"),
            ("codegen", 2, "codegen/src/lower/context.rs", "use super::member::schema;"),
            ("codegen", 2, "codegen/src/docs/characters.rs", "use crate::docs::wrap;"),
            ("codegen", 2, "codegen/src/input/ids.rs", "use crate::input::SOURCE_LIMIT;"),
        ] {
            let mut files = package_files(package);
            let at = files.iter_mut().find(|file| file.path == Path::new(path)).expect(path);
            *at = File::new(at.path.clone(), at.module.clone(), &format!("{}\n{line}", at.text));
            let lines = breaches(&files, depth);
            assert!(lines.iter().any(|breach| breach.file == Path::new(path)), "{path}: {line}");
        }
    }
}
