//! Bytes in vectors of 32, for what looks at many at once by their halves.

use std::arch::x86_64::*;
use std::array::from_fn;

/// Bytes of a vector.
pub(crate) const LANES: usize = 32;

/// The bytes as a vector.
#[inline]
#[target_feature(enable = "avx2")]
pub(crate) fn load(bytes: &[u8; LANES]) -> __m256i {
    let [a, b, c, d] = from_fn(|at| i64::from_le_bytes(bytes.as_chunks().0[at]));
    _mm256_setr_epi64x(a, b, c, d)
}

/// What a table says of each of sixteen halves, to be asked by a shuffle.
#[inline]
#[target_feature(enable = "avx2")]
pub(crate) fn table(of_halves: &[u8; 16]) -> __m256i {
    let [a, b] = from_fn(|at| i64::from_le_bytes(of_halves.as_chunks().0[at]));
    _mm256_setr_epi64x(a, b, a, b)
}

/// The upper halves of bytes and the lower ones.
#[inline]
#[target_feature(enable = "avx2")]
pub(crate) fn halves(bytes: __m256i) -> (__m256i, __m256i) {
    let low = _mm256_set1_epi8(0xf);
    (_mm256_and_si256(_mm256_srli_epi16::<4>(bytes), low), _mm256_and_si256(bytes, low))
}

/// A bit for each byte that is not zero, the lowest for the first.
#[inline]
#[target_feature(enable = "avx2")]
pub(crate) fn bits(bytes: __m256i) -> u32 {
    !(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256())) as u32)
}
