//! FNV-1a of 64 bits: equal for equal bytes, whatever the slices are and on every machine. It guards against nobody.

/// The digest of nothing.
pub(super) const START: u64 = 0xCBF2_9CE4_8422_2325;

/// Takes bytes into a digest.
pub(super) fn digest(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, &byte| mix(hash, u64::from(byte)))
}

/// A number that equal bytes share.
pub(super) fn of(bytes: &[u8]) -> u64 {
    digest(START, bytes)
}

/// Takes one more number into a digest.
pub(super) fn mix(hash: u64, value: u64) -> u64 {
    const PRIME: u64 = 0x0100_0000_01B3;
    (hash ^ value).wrapping_mul(PRIME)
}
