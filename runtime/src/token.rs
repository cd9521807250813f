//! Where idempotency tokens come from.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// Makes the token of a request whose caller gave none.
///
/// A member with Smithy's [`@idempotencyToken`] lets a service recognise a request that is sent twice. Where
/// it is left out or empty at the top level of an input, it is filled in when the request is written.
///
/// [`@idempotencyToken`]: https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// A token that no other request has.
    fn token(&self) -> String;
}

/// Random tokens: UUIDs of version 4 ([RFC 9562, section 5.4]).
///
/// The randomness is that of the standard library's hash maps: a keyed hash whose keys the operating system
/// gives, over a counter. That is unique, but not meant to be a secret. A target without an operating system
/// (`wasm32-unknown-unknown`) has no such keys: give a source of your own there.
///
/// [RFC 9562, section 5.4]: https://www.rfc-editor.org/rfc/rfc9562#section-5.4
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomTokens;

impl TokenSource for RandomTokens {
    fn token(&self) -> String {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let half = || u128::from(RandomState::new().hash_one(count));
        uuid_v4(half() << 64 | half())
    }
}

/// Always the same token, for tests that compare requests byte by byte.
///
/// `Debug` does not show it: some models mark tokens as sensitive.
#[derive(Clone, Copy)]
pub struct FixedToken(pub &'static str);

impl fmt::Debug for FixedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FixedToken(..)")
    }
}

impl TokenSource for FixedToken {
    fn token(&self) -> String {
        self.0.to_owned()
    }
}

/// Writes 128 random bits as a UUID; six of them give way to the version and the variant.
fn uuid_v4(bits: u128) -> String {
    let bits = bits & !(0xf << 76) | (0x4 << 76);
    let bits = bits & !(0x3 << 62) | (0x2 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        bits >> 96,
        bits >> 80 & 0xffff,
        bits >> 64 & 0xffff,
        bits >> 48 & 0xffff,
        bits & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{RandomTokens, TokenSource, uuid_v4};

    #[test]
    fn version_and_variant_are_set() {
        assert_eq!(uuid_v4(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_v4(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(
            uuid_v4(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef),
            "01234567-89ab-4def-8123-456789abcdef"
        );
    }

    #[test]
    fn tokens_differ() {
        let tokens: HashSet<String> = (0..1000).map(|_| RandomTokens.token()).collect();
        assert_eq!(tokens.len(), 1000);
    }
}
