//! One test binary: a module a subject.

mod figures;
mod goldens;
