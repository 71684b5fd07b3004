/** Spoiled bytes for every fourth driver, shard 2 of 4; see fuzz.ts. */
import { fuzzShard } from './fuzz.ts'

fuzzShard(1)
