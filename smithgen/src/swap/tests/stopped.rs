//! Tests that stop a run before each of its steps.

use super::fault::{self, Fault};
use super::*;

const WAYS: [Way; 3] = [Way::First, Way::Update, Way::Removal];

/// Runs a command with a fault; returns its result, and whether the fault struck.
fn go_wrong(fault: Fault, command: impl FnOnce() -> Result<()>) -> (Result<()>, bool) {
    fault::set(fault);
    let result = command();
    (result, fault::clear())
}

/// Kills a run before each of its steps, and checks what it left; `then` gets the number of the
/// step.
fn for_each_kill(
    way: Way,
    can_exchange: bool,
    then: impl Fn(&Scene, usize) -> Result<()>,
) -> Result<()> {
    fault::set_exchange(can_exchange);
    for steps in 0.. {
        let scene = Scene::new(way)?;
        if !go_wrong(Fault::Killed(steps), || scene.run()).1 {
            assert!(steps >= 10, "a run of {steps} steps");
            break;
        }
        then(&scene, steps)?;
    }
    Ok(())
}

/// Does so for each way, with and without an exchange of folders.
fn for_each_kill_of_all(then: impl Fn(&Scene, usize) -> Result<()>) -> Result<()> {
    for way in WAYS {
        for can_exchange in [true, false] {
            for_each_kill(way, can_exchange, &then)?;
        }
    }
    Ok(())
}

#[test]
fn a_killed_run_leaves_the_old_folder_or_the_new_one() -> Result<()> {
    for way in WAYS {
        for_each_kill(way, true, |scene, steps| {
            let left = generated(&scene.contents());
            let is_whole = [&scene.before, &scene.after].map(generated).contains(&left);
            assert!(is_whole, "{way:?} killed after {steps} steps left {left:#?}");
            // Cargo would take an empty folder for a package without a manifest.
            assert!(!left.is_empty() || !scene.site.folder.exists());
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn where_folders_cannot_be_exchanged_there_may_be_none_for_two_renames() -> Result<()> {
    let gone = std::cell::Cell::new(0);
    for_each_kill(Way::Update, false, |scene, _| {
        let left = generated(&scene.contents());
        if left.is_empty() {
            gone.set(gone.get() + 1);
        } else {
            assert!([&scene.before, &scene.after].map(generated).contains(&left));
        }
        Ok(())
    })?;
    assert_eq!(gone.get(), 1);
    Ok(())
}

#[test]
fn the_run_after_a_killed_one_cleans_up() -> Result<()> {
    for_each_kill_of_all(|scene, _| {
        scene.run()?;
        scene.assert_holds(&scene.after);
        Ok(())
    })
}

#[test]
fn recovery_alone_leaves_a_whole_folder_with_all_foreign_files() -> Result<()> {
    for_each_kill_of_all(|scene, steps| {
        recover(&scene.site)?;
        let is_old = scene.contents() == scene.before;
        scene.assert_holds(if is_old { &scene.before } else { &scene.after });
        assert_eq!(scene.site.folder.exists(), !scene.contents().is_empty(), "{steps}");
        Ok(())
    })
}

#[test]
fn a_recovery_that_is_killed_is_recovered_from() -> Result<()> {
    for_each_kill_of_all(|scene, steps| {
        // Each attempt gets further than the last.
        for next in (0..).map(|round| round + steps % 2) {
            if !go_wrong(Fault::Killed(next), || recover(&scene.site)).1 {
                break;
            }
        }
        scene.run()?;
        scene.assert_holds(&scene.after);
        Ok(())
    })
}

#[test]
fn a_step_that_fails_leaves_a_whole_folder_and_nothing_else() -> Result<()> {
    for way in WAYS {
        for steps in 0.. {
            let scene = Scene::new(way)?;
            let (result, went_wrong) = go_wrong(Fault::Failed(steps), || scene.run());
            if !went_wrong {
                break;
            }
            let left = generated(&scene.contents());
            assert!([&scene.before, &scene.after].map(generated).contains(&left), "{steps}");
            // There is another way to do a link or an exchange that fails.
            assert!(result.is_err() || left == generated(&scene.after), "{steps}");
            scene.run()?;
            scene.assert_holds(&scene.after);
        }
    }
    Ok(())
}

#[test]
fn a_file_that_was_added_after_a_kill_stays() -> Result<()> {
    for_each_kill(Way::Update, true, |scene, _| {
        write_files(&scene.site.folder, &[("tests/more.rs", "// mine")])?;
        scene.run()?;
        let mut expected = scene.after.clone();
        expected.extend(files(&[("tests/more.rs", "// mine")]));
        scene.assert_holds(&expected);
        Ok(())
    })
}

/// If the user deletes the folder after a kill, it comes back if foreign files would be lost.
#[test]
fn foreign_files_survive_the_deletion_of_the_folder() -> Result<()> {
    for_each_kill(Way::Update, true, |scene, _| {
        let left = contents(scene.site.staging.path());
        drop(fs::remove_dir_all(&scene.site.folder));
        scene.run()?;
        let now = scene.contents();
        let moved = ["target/debug/x", ".git/HEAD"].map(Path::new);
        for path in moved {
            let was_left = left.contains_key(&Path::new("whole").join(path));
            assert!(!was_left || now.contains_key(path), "{path:?}");
        }
        assert_eq!(generated(&now), generated(&scene.after));
        Ok(())
    })
}

#[test]
fn of_two_foreign_folders_at_one_path_neither_is_deleted() -> Result<()> {
    let scene = Scene::new(Way::Update)?;
    let plan = scene.plan()?;
    stage(&scene.site, &plan)?;
    // As if killed during step 2, after which the user started a new repository.
    let (git, left) = (scene.site.folder.join(".git"), scene.site.whole().join(".git"));
    fs::rename(&git, &left)?;
    write_files(&git, &[("HEAD", "other")])?;
    let error = scene.run().unwrap_err().to_string();
    assert!(error.contains("move or delete one of them"), "{error}");
    assert_eq!(contents(&git), files(&[("HEAD", "other")]));
    assert_eq!(contents(&left), files(&[("HEAD", "main")]));
    fs::remove_dir_all(&git)?;
    scene.run()?;
    scene.assert_holds(&scene.after);
    Ok(())
}
