mod formats;
mod properties_intake;
