/** Spoiled bytes for every fourth driver, shard 1 of 4; see fuzz.ts. */
import { fuzzShard } from './fuzz.ts'

fuzzShard(0)
