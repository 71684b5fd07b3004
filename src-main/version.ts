/** The program's version, for packs, papers, health and the file header of exports. */
export const version = '0.1.0'
