//! Whether counts of this machine are those of others.

/// Why they are not, if so.
pub(super) fn unfit() -> Option<&'static str> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        return Some("this is not Linux on x86-64, and the baseline is");
    }
    // With AVX2, valgrind has one answer to what kind of processor there is. Without, it has others, by which the
    // C library and codecs choose what they run.
    (!has_avx2()).then_some("the processor has no AVX2, and that of the baseline has")
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_avx2() -> bool {
    false
}
