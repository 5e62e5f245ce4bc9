/** Where the built site has what search loads, below the base path. */
export const searchFiles = {
  first: "/search/index.json",
  full: "/search/full.json",
  shard: (digits: string) => `/search/hash/${digits}.json`,
  bodies: (file: number) => `/search/bodies/${file}.json`,
};

export const BODIES_A_FILE = 16;
