mod meaning;
mod misread;
mod refused;
mod robust;
