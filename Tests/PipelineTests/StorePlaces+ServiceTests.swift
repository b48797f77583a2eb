// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Pipeline
import Settings
import Testing

struct StorePlacesServiceTests {
  @Test func `the service has its own folders, or those of its configuration`() {
    var config = DaemonConfig()
    #expect(
      StorePlaces.service(config)
        == StorePlaces(state: "/var/lib/montaged", cache: "/var/cache/montaged"))
    config.cacheDirectory = "/srv/cache"
    config.secondCacheDirectory = "/mnt/big"
    #expect(
      StorePlaces.service(config)
        == StorePlaces(state: "/var/lib/montaged", cache: "/srv/cache", second: "/mnt/big"))
    config.cacheSize = .bytes(7)
    #expect(CacheSizes(config).own == .bytes(7))
  }
}
