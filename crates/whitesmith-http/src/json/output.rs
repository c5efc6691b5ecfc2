//! Where JSON is written to.

/// A text that grows.
///
/// Behind what is written there is room, of zeros, that is filled in place: pieces of a few bytes are then written by a
/// few instructions, where a `Vec` has to be asked for each of them whether it grows, and `memcpy` to find out how many
/// bytes there are.
#[derive(Debug)]
pub(super) struct Output {
    bytes: Vec<u8>,
    /// How many of them are written.
    len: usize,
}

impl Output {
    /// How much room is made at once, at least and at most.
    const STEP: (usize, usize) = (1 << 10, 1 << 14);

    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { bytes: vec![0; Self::STEP.0], len: 0 }
    }

    /// What is written.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        self.bytes
    }

    /// How much is written.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Room for this many bytes, or more.
    #[inline]
    pub(super) fn room(&mut self, len: usize) -> Room<'_> {
        if self.bytes.len() < self.len + len {
            self.grow(len);
        }
        let rest = self.bytes.get_mut(self.len..).unwrap_or_default();
        Room { len: &mut self.len, size: rest.len(), rest }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, len: usize) {
        let step = self.bytes.len().clamp(Self::STEP.0, Self::STEP.1);
        let wanted = self.len + len + step;
        let capacity = self.bytes.capacity();
        if wanted > capacity {
            // Fourfold: with each growth all is copied, twice as much in the mean if room is only doubled. What is
            // never filled is no memory yet, and is not given back: allocators of today take a block that shrank from
            // the system anew each time.
            self.bytes.reserve((4 * capacity).max(wanted) - self.bytes.len());
        }
        self.bytes.resize(wanted, 0);
    }

    /// Appends a byte.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        if self.len == self.bytes.len() {
            self.grow(1);
        }
        self.set(self.len, byte);
        self.len += 1;
    }

    /// Appends bytes.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).extend(bytes);
    }

    /// Puts a byte at a place that is written.
    #[inline]
    pub(super) fn set(&mut self, at: usize, byte: u8) {
        if let Some(place) = self.bytes.get_mut(at) {
            *place = byte;
        }
    }
}

/// Room behind what is written. What is put into it is written when it is given back; what does not fit, never.
pub(super) struct Room<'o> {
    /// What is left of it.
    rest: &'o mut [u8],
    size: usize,
    len: &'o mut usize,
}

impl Drop for Room<'_> {
    // Once for all pieces: their lengths are added in registers.
    #[inline]
    fn drop(&mut self) {
        *self.len += self.size - self.rest.len();
    }
}

impl Room<'_> {
    /// What is left of it.
    #[inline]
    pub(super) fn rest(&mut self) -> &mut [u8] {
        self.rest
    }

    /// Makes this many bytes of it written ones.
    #[inline]
    pub(super) fn advance(&mut self, len: usize) {
        self.rest = std::mem::take(&mut self.rest).get_mut(len..).unwrap_or_default();
    }

    /// Appends bytes of a constant number.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.put_first(bytes, N);
    }

    /// Appends the first `len` bytes of a constant number: all are copied, and count only as far as told.
    #[inline]
    pub(super) fn put_first<const N: usize>(&mut self, bytes: &[u8; N], len: usize) {
        if let Some(room) = self.rest.first_chunk_mut::<N>() {
            *room = *bytes;
            self.advance(len);
        }
    }

    /// Appends bytes.
    #[inline]
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        if let Some(room) = self.rest.get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            self.advance(bytes.len());
        }
    }
}
