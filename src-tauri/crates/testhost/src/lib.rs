//! Test only: a host without a window. The same commands as the desktop's, over loopback HTTP, with
//! ports that remember what they were given.

pub mod books;
pub mod bought;
pub mod demo;
pub mod ports;
pub mod runs;
pub mod serve;
pub mod story;
