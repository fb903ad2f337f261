// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

/** Why a search ended. */
public enum SearchEnd {
  /** The interval is as narrow as was asked for. */
  FOUND,
  /** All goals hold at the largest load that may be tried. */
  HOLDS_EVERYWHERE,
  /** A goal fails even at the least load that may be tried. */
  HOLDS_NOWHERE,
  /** Goals fail at one load and hold at a higher one, again and again: there is no limit. */
  NOT_MONOTONE,
  /** No further probe fits into the time. */
  OUT_OF_TIME,
  /** The number of probes is used up. */
  OUT_OF_PROBES,
  /** Probes stayed too short to tell anything, however many requests they had. */
  NOT_STEADY,
  /** Not ended: what is known so far. */
  UNDER_WAY
}
