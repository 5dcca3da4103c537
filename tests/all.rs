mod figures;
mod goldens;
