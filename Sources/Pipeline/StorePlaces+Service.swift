// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
package import Settings

extension StorePlaces {
  /// The service's folders, as the unit and its configuration have them.
  package static func service(_ config: DaemonConfig) -> StorePlaces {
    var places = StorePlaces(state: "/var/lib/montaged", cache: "/var/cache/montaged")
    places.take(config)
    return places
  }

  /// Folders that an administrator named take the place of the usual ones.
  package mutating func take(_ config: DaemonConfig) {
    if let folder = config.cacheDirectory { cache = Path(folder) }
    if let folder = config.secondCacheDirectory { second = Path(folder) }
  }
}

extension CacheSizes {
  package init(_ config: DaemonConfig) {
    self.init(own: config.cacheSize, second: config.secondCacheSize)
  }
}
