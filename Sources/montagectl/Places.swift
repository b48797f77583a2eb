// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Pipeline

extension Call {
  /// The store that the command works with, and what must live as long as it.
  func workshop() throws -> (Workshop, ThrowawayPlaces?) {
    if has("no-cache") {
      let throwaway = try ThrowawayPlaces()
      return (try Workshop(throwaway.places), throwaway)
    }
    return (try Workshop(StorePlaces(environment: ProcessInfo.processInfo.environment)), nil)
  }
}
