//! Runs that are stopped before each of their steps.

use super::fault::{self, Fault};
use super::*;

const WAYS: [Way; 3] = [Way::First, Way::Update, Way::Removal];

/// Runs a command that goes wrong; what came of it, and whether it went wrong.
fn go_wrong(fault: Fault, command: impl FnOnce() -> Result<()>) -> (Result<()>, bool) {
    fault::set(fault);
    let result = command();
    (result, fault::clear())
}

/// Does something with a scene whose run was killed before each of its steps, by the number of the step.
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

#[test]
fn a_killed_run_leaves_the_old_folder_or_the_new_one() -> Result<()> {
    for way in WAYS {
        for_each_kill(way, true, |scene, steps| {
            let left = generated(&scene.contents());
            let is_whole = [&scene.before, &scene.after].map(generated).contains(&left);
            assert!(is_whole, "{way:?} killed after {steps} steps left {left:#?}");
            // What cargo would take for a package without a manifest.
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
    for way in WAYS {
        for can_exchange in [true, false] {
            for_each_kill(way, can_exchange, |scene, _| {
                scene.run()?;
                scene.assert_holds(&scene.after);
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// As where the next run is another, or has nothing to change.
#[test]
fn recovery_alone_leaves_a_whole_folder_with_all_that_is_of_others() -> Result<()> {
    for way in WAYS {
        for can_exchange in [true, false] {
            for_each_kill(way, can_exchange, |scene, steps| {
                recover(&scene.site)?;
                let is_old = scene.contents() == scene.before;
                scene.assert_holds(if is_old { &scene.before } else { &scene.after });
                assert_eq!(scene.site.folder.exists(), !scene.contents().is_empty(), "{steps}");
                Ok(())
            })?;
        }
    }
    Ok(())
}

#[test]
fn a_recovery_that_is_killed_is_recovered_from() -> Result<()> {
    for way in WAYS {
        for can_exchange in [true, false] {
            for_each_kill(way, can_exchange, |scene, steps| {
                // Each attempt gets further than the last.
                for next in (0..).map(|round| round + steps % 2) {
                    if !go_wrong(Fault::Killed(next), || recover(&scene.site)).1 {
                        break;
                    }
                }
                scene.run()?;
                scene.assert_holds(&scene.after);
                Ok(())
            })?;
        }
    }
    Ok(())
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
            // A link or an exchange that fails is done in another way.
            assert!(result.is_err() || left == generated(&scene.after), "{steps}");
            scene.run()?;
            scene.assert_holds(&scene.after);
        }
    }
    Ok(())
}

#[test]
fn what_was_made_in_the_folder_after_a_kill_stays() -> Result<()> {
    for_each_kill(Way::Update, true, |scene, _| {
        write_files(&scene.site.folder, &[("tests/more.rs", "// mine")])?;
        scene.run()?;
        let mut expected = scene.after.clone();
        expected.extend(files(&[("tests/more.rs", "// mine")]));
        scene.assert_holds(&expected);
        Ok(())
    })
}

/// Whoever deletes the folder after a kill gets it back, if what is of others would be lost with it.
#[test]
fn nothing_of_others_is_lost_with_the_folder() -> Result<()> {
    for_each_kill(Way::Update, true, |scene, _| {
        let left = contents(scene.site.own.path());
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
fn of_two_things_of_others_neither_is_deleted() -> Result<()> {
    let scene = Scene::new(Way::Update)?;
    let plan = scene.plan()?;
    stage(&scene.site, &plan)?;
    // As in the middle of step 2, after which somebody starts anew.
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
