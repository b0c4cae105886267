//! What the commands print in every format, and what hostile text becomes there.

mod faults;
mod hostile;
mod outputs;
mod schema;
mod shown;
